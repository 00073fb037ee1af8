import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Where the files are. */
export interface Folders {
  /** The built client, or null when only the API is served. */
  readonly client: string | null
  readonly world: string | null
}

/** A page of the build: `/tour` is its file `tour.html`. */
const PAGE = /^(\w[\w-]*)\.html$/
/** The files of a world that everybody may have; site and manifest are not among them, for they name what roles hide. */
const WORLD = /^(tileset\.json|(features|heights|trees|ids|old-ids)\.bin|ground\.png|tiles\/[\w-]+\.glb)$/
/** Names that a build has: no step upwards, nothing encoded, nothing hidden. */
const PLAIN = /^\w[\w-]*([./][\w-]+)*$/
/** Files of the build whose name holds a hash of their content. */
const HASHED = /^assets\/.*-[\w-]{8}\.\w+$/

/** Serve the built client and the geometry of the world: the same bytes for everybody. */
export async function addFiles(app: FastifyInstance, { client, world }: Folders): Promise<void> {
  const roots = [client, world].filter(folder => folder !== null).map(folder => resolve(folder))
  if (roots.length === 0) return
  // `.gz` twins written by the build are preferred.
  await app.register(fastifyStatic, {
    root: roots,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
  })
  const open = { config: { door: 'files' } } as const
  if (world)
    app.get<{ Params: { '*': string } }>('/world/*', open, (request, reply) => {
      const name = request.params['*']
      return WORLD.test(name) ? send(reply, name, resolve(world)) : reply.callNotFound()
    })
  if (!client) return
  const root = resolve(client)
  for (const file of existsSync(root) ? readdirSync(root) : []) {
    const page = PAGE.exec(file)?.[1]
    if (page) app.get(`/${page}`, open, (_, reply) => send(reply, file, root))
  }
  app.get<{ Params: { '*': string } }>('/*', open, (request, reply) =>
    sendPlain(request.params['*'] || 'index.html', reply),
  )

  function sendPlain(name: string, reply: FastifyReply): FastifyReply {
    if (PLAIN.test(name)) return send(reply, name, root)
    reply.callNotFound()
    return reply
  }
}

function send(reply: FastifyReply, name: string, root: string): FastifyReply {
  reply.header('cache-control', HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache')
  return reply.sendFile(name, root)
}
