import type { FastifyInstance } from 'fastify'
import { type Oidc, OidcRefused, type OidcTrip } from '../accounts/Oidc.ts'
import { type AccountDoors, begin } from './accountApi.ts'
import { isSecure } from './securityCookie.ts'
import { record } from './securityRecord.ts'

/** Where single sign-on begins, and where the provider sends people back. */
export const OIDC_PATHS = { login: '/api/oidc/login', callback: '/api/oidc/callback' } as const

const TRIP_COOKIE = 'twin_oidc'
const TRIP_SECONDS = 600
const TRIES = { config: { rateLimit: { max: 30, timeWindow: 60_000 } } }

/** Login by the provider: away to it, and back with a session. */
export function addOidc(app: FastifyInstance, doors: AccountDoors, oidc: Oidc): void {
  const { people, reach } = doors
  // Lax: the browser comes back from another site, and a strict cookie would stay at home.
  const trip = {
    path: '/api/oidc',
    httpOnly: true,
    sameSite: 'lax',
    signed: true,
    secure: isSecure(reach),
    maxAge: TRIP_SECONDS,
  } as const

  app.get(OIDC_PATHS.login, TRIES, async (_, reply) => {
    const { url, trip: kept } = await oidc.begin()
    reply.setCookie(TRIP_COOKIE, JSON.stringify(kept), trip).header('cache-control', 'no-store')
    return reply.redirect(url, 302)
  })

  app.get<{ Querystring: { code?: string; state?: string; error?: string } }>(
    OIDC_PATHS.callback,
    TRIES,
    async (request, reply) => {
      const { code, state, error } = request.query
      const signed = request.cookies[TRIP_COOKIE]
      reply.clearCookie(TRIP_COOKIE, { path: trip.path }).header('cache-control', 'no-store')
      const kept = signed ? tripOf(request.unsignCookie(signed).value) : null
      if (!kept || typeof state !== 'string' || state !== kept.state)
        return reply
          .code(400)
          .send({ error: `this login was not begun here or is too old; begin at ${OIDC_PATHS.login}` })
      if (error !== undefined || typeof code !== 'string')
        return reply
          .code(403)
          .send({ error: `the provider did not log you in: ${String(error).slice(0, 100)}` })
      const person = await oidc.finish(code, kept)
      await record(people, request, { what: 'session:admit', target: person.name, after: person })
      const account = await people.accounts.ofSubject(person.subject, person.name, person.role)
      if (!account) throw new OidcRefused(`the name ${person.name} is taken by another account; ask an admin`)
      if (account.disabled) throw new OidcRefused('this account may not log in; ask an admin')
      await begin(request, reply, { id: account.id, name: account.name, role: account.role }, doors)
      return reply.redirect('/operate', 302)
    },
  )
}

function tripOf(text: string | null): OidcTrip | null {
  if (text === null) return null
  const { state, nonce, verifier } = JSON.parse(text) as Record<string, unknown>
  return typeof state === 'string' && typeof nonce === 'string' && typeof verifier === 'string'
    ? { state, nonce, verifier }
    : null
}
