import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerError } from '../net/errors.ts'

/** Doors that only the owner can answer: samples, alarms, past, rules, devices. Those that a gateway answers itself go before them. */
const PREFIXES = ['/api', '/ngsi-ld', '/sta']
/** Milliseconds until an owner that does not answer is reported. */
const PATIENCE = 30_000

/** Pass requests on to the owner's HTTP doors. `owner` gives its address, or null while none is heard of. */
export async function addOwnerProxy(
  app: FastifyInstance,
  owner: () => string | null,
  patience = PATIENCE,
): Promise<void> {
  /** Requests that have an answer, or the beginning of one: the line to the owner may fail after that, and more than once. */
  const answered = new WeakSet<FastifyRequest>()
  const fail = (reply: FastifyReply, error: Error): void => {
    if (answered.has(reply.request)) return
    answered.add(reply.request)
    void away(reply, error)
  }
  await app.register(async doors => {
    doors.setErrorHandler((error, request, reply) =>
      isBroken(error) ? away(reply, error) : answerError(error, request, reply),
    )
    for (const prefix of PREFIXES)
      await doors.register(httpProxy, {
        upstream: '',
        prefix,
        rewritePrefix: prefix,
        // The owner counts for itself.
        config: { door: 'owner', rateLimit: false },
        http: { requestOptions: { timeout: patience } },
        preHandler: ({ raw }, reply, done) => {
          if (isStray(raw.url ?? ''))
            return void reply
              .code(400)
              .send({ error: 'an address here has no “..” and no broken % sign; ask for the path itself' })
          if (owner() !== null) return done()
          void reply
            .code(503)
            .send({ error: 'no process owns the twin at this moment; try again in a few seconds' })
        },
        replyOptions: {
          getUpstream: () => owner() ?? '',
          // The caller decides whether to ask again: one question is one question at the owner.
          retryDelay: () => null,
          // What is said of the line between gateway and owner is no matter of the caller's line.
          rewriteHeaders: ({ connection: _, 'keep-alive': __, ...headers }) => headers,
          // The owner judges the origin of a write by the address that people use, and counts by where they come from.
          rewriteRequestHeaders: ({ raw }, headers) => ({
            ...headers,
            host: raw.headers.host,
            'x-forwarded-for': [raw.headers['x-forwarded-for'], raw.socket.remoteAddress]
              .filter(part => part)
              .join(', '),
          }),
          onResponse: (request, reply, response) => {
            const { stream } = response as unknown as { stream: NodeJS.ReadableStream & { destroy(): void } }
            if (answered.has(request as FastifyRequest)) return stream.destroy()
            answered.add(request as FastifyRequest)
            void reply.send(stream)
          },
          onError: (reply, { error }) => fail(reply as FastifyReply, error),
        },
      })
  })
}

function away(reply: FastifyReply, { message }: Error): FastifyReply {
  return reply.code(503).send({
    error: `the owner of the twin did not answer (${message}); try again in a few seconds`,
  })
}

/** True for a line that broke before the first byte of an answer went on. */
function isBroken(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}

/** True for an address that the proxy throws at, with an error of its own that would read as a fault of ours. */
function isStray(url: string): boolean {
  try {
    return decodeURIComponent(url).split(/[\\/]/).includes('..')
  } catch {
    return true
  }
}
