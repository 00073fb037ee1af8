import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { VIEWER } from '../../models/account.ts'
import type { People } from '../accounts/People.ts'
import { record } from '../audit/record.ts'
import type { Ended, Oidc } from './Oidc.ts'

/** Where the provider says that somebody left: by itself, or in a frame of the browser. */
export const LEAVE_PATHS = {
  back: '/api/oidc/backchannel-logout',
  front: '/api/oidc/frontchannel-logout',
} as const

const TRIES = { config: { door: 'everyone', rateLimit: { max: 600, timeWindow: 60_000 } } } as const
const MOST_BODY = 32 * 1024

/** Logout by the provider (OpenID Connect Back-Channel Logout 1.0, Front-Channel Logout 1.0). */
export function addOidcLeave(app: FastifyInstance, people: People, oidc: Oidc): void {
  void app.register(async scope => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_BODY },
      (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.post(LEAVE_PATHS.back, { ...TRIES, bodyLimit: MOST_BODY }, async (request, reply) => {
      const { logout_token: token } = (request.body ?? {}) as { logout_token?: unknown }
      reply.header('cache-control', 'no-store')
      if (typeof token !== 'string')
        return reply.code(400).send({ error: 'the body must be a form with logout_token' })
      await leave(request, await oidc.ended(token))
      return reply.code(200).send()
    })
  })

  // Opened in a frame of the provider's page; our cookies stay at home there, so the session is named by its sid.
  app.get<{ Querystring: { iss?: string; sid?: string } }>(
    LEAVE_PATHS.front,
    TRIES,
    async (request, reply: FastifyReply) => {
      const { iss, sid } = request.query
      if (!sid || sid.length > 255 || !(await oidc.isIssuer(iss)))
        return reply.code(400).send({ error: 'iss and sid must be those of a login at our provider' })
      await leave(request, { subject: null, sid })
      return reply
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send('<!doctype html><title>-</title>')
    },
  )

  async function leave(request: FastifyRequest, { subject, sid }: Ended): Promise<void> {
    const sessions = await people.provided.of(subject, sid)
    const held = await people.sessions.hold(sessions)
    for (const id of sessions) {
      const actor = held.get(id)?.actor ?? VIEWER
      await record(people, request, {
        actor,
        what: 'session:end',
        target: actor.name,
        after: { by: 'provider' },
      })
      await people.sessions.end(id)
    }
  }
}
