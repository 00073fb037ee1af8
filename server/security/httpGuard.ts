import { timingSafeEqual } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CSRF_HEADER, VIEWER } from '../../models/account.ts'
import { REFUSALS } from '../../models/refusal.ts'
import type { People } from '../accounts/People.ts'
import { DoorError } from '../net/DoorError.ts'
import { judge } from '../net/door.ts'
import { addressOf, callerOf } from './address.ts'
import { carriesSession, identify, type Reach } from './cookie.ts'
import { ownOrigin } from './origin.ts'
import { setVisitor, type Visitor, visitorOf } from './visitor.ts'

/** What the checks at the HTTP doors need. */
export interface Security {
  readonly people: People
  readonly reach: Reach
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Writes a minute from one caller. */
const WRITES = 300

/**
 * Checks before every door that is added afterwards: who it is, whether the door is theirs, that a write comes from our
 * own page (Origin and CSRF token), that nobody writes without measure, and that each name of a query stands once.
 */
export async function addSecurity(app: FastifyInstance, security: Security): Promise<void> {
  const { people, reach } = security
  await app.register(cookie, { secret: people.secret })
  app.addHook('onRoute', route => {
    const reads = [route.method].flat().every(method => READS.has(method))
    // Devices show a key instead of a session and have limits of their own.
    if (reads || route.config?.door === 'device' || route.config?.rateLimit !== undefined) return
    route.config = { ...route.config, rateLimit: { max: WRITES, timeWindow: 60_000 } }
  })
  await app.register(rateLimit, {
    global: false,
    cache: 10_000,
    keyGenerator: request => callerOf(addressOf(request.raw, reach.proxies)),
    errorResponseBuilder: (_, { after }) =>
      new DoorError(429, `too many requests from your address; come back in ${after}`),
  })
  app.addHook('onRequest', async (request, reply) => {
    const visitor = await visit(request, security)
    if (!visitor)
      return reply
        .code(503)
        .send({ error: 'the database does not answer, so nobody can be recognised; try again later' })
    setVisitor(request, visitor)
    const fault = READS.has(request.method) ? null : writeFault(request, visitor, security)
    if (fault) return reply.code(403).send({ error: fault })
    if (request.is404) return
    const refused = judge(request.routeOptions.config.door, visitor.actor)
    if (refused && visitor.session?.enrol) return reply.code(403).send({ error: REFUSALS.secondFirst })
    if (refused) return reply.code(refused.status).send({ error: refused.error })
    const unclear = unclearIn(request)
    if (unclear) return reply.code(400).send({ error: unclear })
  })
}

/** What in an address no door can take by its types: a name of the query given twice, or NUL, which databases refuse. */
function unclearIn({ query, params }: FastifyRequest): string | null {
  for (const [name, value] of Object.entries(query as Record<string, unknown>))
    if (Array.isArray(value)) return `${name.slice(0, 40)} stands in the query more than once; give it once`
  const texts = [...Object.entries(query as object).flat(), ...Object.values((params ?? {}) as object)]
  return texts.some(text => String(text).includes('\0'))
    ? 'the address holds a NUL character; leave it out'
    : null
}

/** Null when a write cannot be judged because the store is away; reads then go on as the public. */
async function visit(request: FastifyRequest, { people, reach }: Security): Promise<Visitor | null> {
  const nobody = { actor: VIEWER, from: addressOf(request.raw, reach.proxies), session: null }
  if (request.headers.authorization !== undefined) return nobody
  try {
    return await identify(request.raw, people, reach)
  } catch {
    return READS.has(request.method) ? nobody : null
  }
}

/** Why a write is refused, or null. Requests without a cookie carry no authority that another page could borrow. */
function writeFault(
  request: FastifyRequest,
  { session }: Visitor,
  { people, reach }: Security,
): string | null {
  const { origin, host, authorization } = request.headers
  if (origin !== undefined && !ownOrigin(origin, host, reach.origins))
    return `a page of ${origin.slice(0, 100)} may not write here; allow it with --origins`
  if (authorization !== undefined || !carriesSession(request.raw, people.secret)) return null
  if (origin === undefined) return 'a write with a session must carry the Origin header of our page'
  if (!session) return null
  return sameText(request.headers[CSRF_HEADER], session.csrf)
    ? null
    : `the header ${CSRF_HEADER} must carry the token of GET /api/session; load the page again`
}

/** Compare a secret with what was given, in a time that tells nothing of where they differ. */
export function sameText(given: unknown, wanted: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Id of the session behind a request, or null. */
export function sessionOf(request: FastifyRequest): string | null {
  return visitorOf(request).session?.id ?? null
}
