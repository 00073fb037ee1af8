import type { Readable } from 'node:stream'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyServerFactory } from 'fastify'
import { keepDoors } from './door.ts'
import { answerError } from './errors.ts'
import { securityHeaders } from './headers.ts'
import { asProblem } from './problem.ts'
import { unfold } from './unfold.ts'

/** What an answer that depends on who asks depends on. */
const VARY = 'cookie, authorization, origin, accept-encoding'
/** Bytes that a body may have when it is unfolded; each door has a smaller bound of its own where it has one. */
const MOST_UNFOLDED = 64 * 1024 * 1024
const BAD_ADDRESS = 'this address cannot be read: a % must be followed by two hexadecimal digits'

/** An HTTP server with the twin's headers and words for errors; every door that is added must say who may use it. */
export async function openHttp(
  serverFactory?: FastifyServerFactory,
  secure = false,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: 64 * 1024,
    ...(serverFactory && { serverFactory }),
    rewriteUrl: ({ url = '/' }) => pathOf(url),
    frameworkErrors: (_, __, reply) => {
      const told = withhold(reply as FastifyReply).code(400)
      void told.send(asProblem({ error: BAD_ADDRESS }, told))
    },
  })
  keepDoors(app)
  await app.register(helmet, securityHeaders(secure))
  app.addHook('onSend', async (request, reply) => {
    if (request.routeOptions.config.door !== 'files' || reply.statusCode >= 400) withhold(reply)
  })
  app.addHook('preParsing', async (request, reply, payload) =>
    // What is passed on to the owner is passed on as it came.
    request.routeOptions.config.door === 'owner'
      ? payload
      : unfold(request, reply, payload as Readable, MOST_UNFOLDED),
  )
  app.addHook('preSerialization', async (_request, reply, payload) => asProblem(payload, reply))
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ error: `nothing is at ${request.url.slice(0, 100)}; see README.md for the doors` }),
  )
  return app
}

/** No cache on the way keeps this answer, or gives it to somebody else. */
function withhold(reply: FastifyReply): FastifyReply {
  if (!/private|no-store/.test(String(reply.getHeader('cache-control') ?? '')) || reply.statusCode >= 400)
    reply.header('cache-control', 'private, no-store')
  return reply.header('vary', VARY)
}

/** A request may name its host in its first line (RFC 9112, 3.2.2); doors and proxies see the path alone. */
function pathOf(url: string): string {
  return /^https?:\/\//i.test(url) ? url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/') : url
}
