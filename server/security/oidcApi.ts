import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refusalOf } from '../../models/refusal.ts'
import type { Instant } from '../../models/units.ts'
import { record } from '../audit/record.ts'
import { DoorError } from '../net/DoorError.ts'
import { type AccountDoors, begin } from './accountApi.ts'
import { isSecure } from './cookie.ts'
import { type Oidc, OidcRefused, type OidcTrip } from './Oidc.ts'

/** Where single sign-on begins, and where the provider sends people back. */
export const OIDC_PATHS = { login: '/api/oidc/login', callback: '/api/oidc/callback' } as const

const TRIP_COOKIE = 'twin_oidc'
/** What is signed begins with its use. */
const TRIP_MARK = 'oidc trip '
const TRIP_SECONDS = 600
/** Characters of a reason that go into an address, where each may take nine. */
const MOST_WORDS = 110
const trips = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), ends: z.number() })
const TRIES = { config: { door: 'everyone', rateLimit: { max: 30, timeWindow: 60_000 } } } as const

/** Login by the provider: away to it, and back with a session. */
export function addOidc(app: FastifyInstance, doors: AccountDoors, oidc: Oidc): void {
  const { people, reach } = doors
  // Lax: the browser comes back from another site, and a strict cookie would stay at home.
  const trip = {
    path: `${reach.base}api/oidc`,
    httpOnly: true,
    sameSite: 'lax',
    signed: true,
    secure: isSecure(reach),
    maxAge: TRIP_SECONDS,
  } as const

  app.get(OIDC_PATHS.login, TRIES, async (_, reply) => {
    const { url, trip: kept } = await oidc.begin()
    const ends = people.ends.now() + 1_000 * TRIP_SECONDS
    reply.setCookie(TRIP_COOKIE, TRIP_MARK + JSON.stringify({ ...kept, ends }), trip)
    return reply.redirect(url, 302)
  })

  app.get<{ Querystring: { code?: string; state?: string; error?: string } }>(
    OIDC_PATHS.callback,
    { ...TRIES, errorHandler: backToThePage(reach.base) },
    async (request, reply) => {
      const { code, state, error } = request.query
      const signed = request.cookies[TRIP_COOKIE]
      reply.clearCookie(TRIP_COOKIE, { path: trip.path })
      const kept = signed ? tripOf(request.unsignCookie(signed).value, people.ends.now()) : null
      if (!kept || typeof state !== 'string' || state !== kept.state)
        throw new OidcRefused('this login was not begun here or is too old; begin again', 400)
      if (error !== undefined || typeof code !== 'string')
        throw new OidcRefused(`the provider did not log you in: ${String(error).slice(0, 100)}`)
      const { person, sid, hint } = await oidc.finish(code, kept)
      await record(people, request, { what: 'session:admit', target: person.name, after: person })
      const account = await people.accounts.ofSubject(person.subject, person.name, person.role)
      if (!account) throw new OidcRefused(`the name ${person.name} is taken by another account; ask an admin`)
      if (account.disabled) throw new OidcRefused('this account may not log in; ask an admin')
      const actor = { id: account.id, name: account.name, role: account.role }
      await begin(request, reply, actor, doors, session =>
        people.provided.keep({ session, subject: person.subject, sid, hint }),
      )
      return reply.redirect(reach.base, 302)
    },
  )
}

/** A person who is refused on the way back gets the page, which says why in their language; a program gets the answer. */
function backToThePage(base: string) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (!(error instanceof DoorError) || !request.headers.accept?.includes('text/html')) throw error
    const why = refusalOf(error.message) ? error.message : `the provider did not log you in: ${error.message}`
    // Half a character, where the text was cut, has no place in an address.
    const words = why.slice(0, MOST_WORDS).replace(/\p{Cs}/gu, '')
    return reply.redirect(`${base}#signon=${encodeURIComponent(words)}`, 302)
  }
}

/** The trip in a cookie that has not ended, or null. Another cookie of ours is signed with the same secret, and is none. */
function tripOf(text: string | null, now: Instant): OidcTrip | null {
  if (!text?.startsWith(TRIP_MARK)) return null
  const trip = trips.safeParse(JSON.parse(text.slice(TRIP_MARK.length))).data
  return trip && now < trip.ends ? trip : null
}
