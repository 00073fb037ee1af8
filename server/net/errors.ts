import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { DoorError } from './DoorError.ts'

/** A refusal as it is told to the caller. */
export interface Told {
  readonly status: number
  readonly error: string
}

/** Tells what the caller may know of an error: our own sentences and the HTTP server's; anything else is logged under the request's id and kept. */
export function tellError(
  error: unknown,
  request: Pick<FastifyRequest, 'id' | 'method'>,
  where: string,
): Told {
  if (error instanceof DoorError) return { status: error.statusCode, error: error.message }
  const { code = '', statusCode = 500, message } = error as Partial<FastifyError>
  if (code.startsWith('FST_') && statusCode < 500) return { status: statusCode, error: message ?? code }
  // Whoever hung up is told nothing, and is no fault of ours to write down.
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return { status: 400, error: 'the request broke off' }
  console.error(`${request.id} ${request.method} ${where}:`, error)
  return { status: 500, error: `the server failed on this request; its log says why under ${request.id}` }
}

/** Answer an error in the words of the JSON doors. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, error: sentence } = tellError(error, request, request.routeOptions.url ?? 'nowhere')
  return reply.code(status).send({ error: sentence })
}
