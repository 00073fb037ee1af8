import { STATUS_CODES } from 'node:http'
import type { FastifyReply } from 'fastify'
import { refusalOf } from '../../models/refusal.ts'

/** The media type of errors (RFC 9457). */
export const PROBLEM = 'application/problem+json; charset=utf-8'

/**
 * An error as problem details: `detail` is the sentence, which stands under `error` as well, where our screens read it
 * with its code and parameters. Whatever is no error stays as it is.
 */
export function asProblem(payload: unknown, reply: FastifyReply): unknown {
  if (payload === null || typeof payload !== 'object' || !('error' in payload)) return payload
  const { error } = payload
  if (typeof error !== 'string') return payload
  const refusal = refusalOf(error)
  if (reply.statusCode < 400) return refusal ? { ...payload, ...refusal } : payload
  reply.type(PROBLEM)
  const status = reply.statusCode
  const title = STATUS_CODES[status] ?? 'Error'
  return { type: 'about:blank', title, status, detail: error, ...payload, ...refusal }
}
