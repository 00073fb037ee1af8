import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyServerFactory } from 'fastify'
import type { Sight } from '../../models/sight.ts'
import type { Site } from '../../models/site.ts'
import { audienceOf } from '../../models/visibility.ts'
import { actorOf } from '../accounts/visitor.ts'
import { securityHeaders } from './securityHeaders.ts'

/** Addresses that are the client's own routes. */
const PAGES = ['/', '/operate', '/tour', '/plan', '/kiosk', '/bench']

/** Where the files are. */
export interface Folders {
  /** The built client, or null when only the API is served. */
  readonly client: string | null
  readonly world: string | null
}

/** An HTTP server with the twin's headers, the built client, the world's files and the site; doors are added to it. */
export async function openHttp(
  sight: Sight,
  folders: Folders,
  serverFactory: FastifyServerFactory,
  secure = false,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: 64 * 1024,
    serverFactory,
  })
  await app.register(helmet, securityHeaders(secure))
  app.setErrorHandler((error: { statusCode?: number; message: string }, _, reply) => {
    const status = error.statusCode ?? 500
    return reply.code(status).send({
      error:
        status < 500 || status === 503 ? error.message : 'the server failed on this request; see its log',
    })
  })
  addSite(app, sight)
  if (folders.world) await addFiles(app, '/world/', folders.world, 'no-cache')
  if (folders.client) await addClient(app, folders.client)
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ error: `nothing is at ${request.url.slice(0, 100)}; see README.md for the doors` }),
  )
  return app
}

/** The site as each audience gets it, compressed once and revalidated by its content. */
function addSite(app: FastifyInstance, sight: Sight): void {
  const texts = { public: siteText(sight.site('public')), staff: siteText(sight.site('staff')) }
  app.get('/api/site', (request, reply) => {
    const { plain, packed, etag } = texts[audienceOf(actorOf(request).role)]
    reply
      .header('etag', etag)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding, cookie')
      .type('application/json; charset=utf-8')
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(plain)
    return reply.header('content-encoding', 'gzip').send(packed)
  })
}

function siteText(site: Site): { plain: Buffer; packed: Buffer; etag: string } {
  const plain = Buffer.from(JSON.stringify(site))
  const etag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"`
  return { plain, packed: gzipSync(plain), etag }
}

async function addClient(app: FastifyInstance, folder: string): Promise<void> {
  await addFiles(app, '/', folder, 'no-cache')
  for (const page of PAGES) {
    const file = page === '/bench' ? 'bench.html' : 'index.html'
    if (page === '/' || !existsSync(join(folder, file))) continue
    app.get(page, (_, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(readFileSync(join(folder, file))),
    )
  }
}

/** Files below a folder. `.gz` twins written by the build are preferred; names with a hash never change. */
async function addFiles(
  app: FastifyInstance,
  prefix: string,
  root: string,
  cacheControl: string,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: resolve(root),
    prefix,
    decorateReply: false,
    preCompressed: true,
    wildcard: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const forever = /[\\/]assets[\\/].*-[\w-]{8}\./.test(path)
      reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : cacheControl)
    },
  })
}
