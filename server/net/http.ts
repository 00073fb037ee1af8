import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Site } from '../../models/site.ts'

/** Addresses that are the client's own routes. */
const PAGES = ['/', '/operate', '/tour', '/plan', '/kiosk', '/bench']

/** Where the files are. */
export interface Folders {
  /** The built client, or null when only the API is served. */
  readonly client: string | null
  readonly world: string | null
}

/** An HTTP server with the twin's headers, the built client, the world's files and the site; doors are added to it. */
export async function openHttp(site: Site, folders: Folders): Promise<FastifyInstance> {
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 64 * 1024 })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'ws:', 'wss:', 'data:', 'blob:'],
        manifestSrc: ["'self'"],
        baseUri: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    strictTransportSecurity: false,
  })
  app.setErrorHandler((error: { statusCode?: number; message: string }, _, reply) => {
    const status = error.statusCode ?? 500
    return reply
      .code(status)
      .send({ error: status < 500 ? error.message : 'the server failed on this request; see its log' })
  })
  addSite(app, site)
  if (folders.world) await addFiles(app, '/world/', folders.world, 'no-cache')
  if (folders.client) await addClient(app, folders.client)
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ error: `nothing is at ${request.url.slice(0, 100)}; see README.md for the doors` }),
  )
  return app
}

/** The site, compressed once and revalidated by its content. */
function addSite(app: FastifyInstance, site: Site): void {
  const plain = Buffer.from(JSON.stringify(site))
  const packed = gzipSync(plain)
  const etag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"`
  app.get('/api/site', (request, reply) => {
    reply
      .header('etag', etag)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding')
      .type('application/json; charset=utf-8')
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(plain)
    return reply.header('content-encoding', 'gzip').send(packed)
  })
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
