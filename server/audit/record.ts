import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../models/account.ts'
import type { People } from '../accounts/People.ts'
import { visitorOf } from '../security/visitor.ts'

/** What a request is about to do. */
export interface Recorded {
  readonly what: string
  readonly target: string
  readonly before?: unknown
  readonly after?: unknown
  readonly reason?: string | undefined
  /** The one who has just proved who they are; else whose session the request carries. */
  readonly actor?: Actor
}

/** Writes into the audit what a request is about to do, and refuses it by rejecting. */
export type RecordRequest = (request: FastifyRequest, order: Recorded) => Promise<unknown>

/** Write what a request is about to do into the audit; rejects, and so refuses the request, when that cannot be done. */
export function record(
  { audit }: Pick<People, 'audit'>,
  request: FastifyRequest,
  order: Recorded,
): Promise<number> {
  const { actor, from } = visitorOf(request)
  const { reason = '', ...rest } = order
  return audit.record({ actor, from, request: request.id, reason, ...rest })
}
