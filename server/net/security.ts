import { timingSafeEqual } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CSRF_HEADER, VIEWER } from '../../models/account.ts'
import type { Points } from '../../models/points.ts'
import { may, type Right } from '../../models/role.ts'
import type { Sight } from '../../models/sight.ts'
import { audienceOf } from '../../models/visibility.ts'
import type { People } from '../accounts/People.ts'
import { actorOf, setVisitor, type Visitor, visitorOf } from '../accounts/visitor.ts'
import { addressOf, callerOf } from './securityAddress.ts'
import { carriesSession, identify, type Reach } from './securityCookie.ts'
import { ownOrigin } from './securityOrigin.ts'

/** What the checks at the HTTP doors need. */
export interface Security {
  readonly people: People
  readonly reach: Reach
  readonly points: Points
  readonly sight: Sight
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Doors of devices: they show a key instead of a session and have their own limits. */
const DEVICE_DOORS = /^\/(api\/samples|ngsi-ld|sta)\b/
/** Writes a minute from one caller. */
const WRITES = 300

/**
 * Checks before every door that is added afterwards: who it is, that a write comes from our own page (Origin and
 * CSRF token), that nobody writes without measure, and that the public asks for no restricted asset.
 */
export async function addSecurity(app: FastifyInstance, security: Security): Promise<void> {
  const { people, reach } = security
  await app.register(cookie, { secret: people.secret })
  app.addHook('onRoute', route => {
    const reads = [route.method].flat().every(method => READS.has(method))
    if (reads || DEVICE_DOORS.test(route.url) || route.config?.rateLimit !== undefined) return
    route.config = { ...route.config, rateLimit: { max: WRITES, timeWindow: 60_000 } }
  })
  await app.register(rateLimit, {
    global: false,
    cache: 10_000,
    keyGenerator: request => callerOf(addressOf(request.raw, reach.proxies)),
    errorResponseBuilder: (_, { after }) =>
      Object.assign(new Error(`too many requests from your address; come back in ${after}`), {
        statusCode: 429,
      }),
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
  })
  app.addHook('preHandler', async (request, reply) => {
    const name = namedAsset(request)
    const asset = name === null ? -1 : security.points.assetIndex(name)
    if (asset < 0 || security.sight.seesAsset(audienceOf(actorOf(request).role), asset)) return
    return reply.code(404).send({ error: `no asset ${String(name).slice(0, 80)}; GET /api/site lists them` })
  })
}

/** A check before a door: only for roles with this right. */
export function demand(right: Right) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { role } = actorOf(request)
    if (may(role, right)) return
    if (role === 'viewer') return reply.code(401).send({ error: `log in first: this needs ${right}` })
    return reply.code(403).send({ error: `the role ${role} may not do this: it needs ${right}` })
  }
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

/** The asset that the path of a door names, or null. The refusal reads like that for an unknown one, so that nobody learns which ids exist. */
function namedAsset(request: FastifyRequest): string | null {
  const { asset, id } = (request.params ?? {}) as { asset?: unknown; id?: unknown }
  // Doors of single points judge and answer by the point themselves.
  if (request.url.startsWith('/api/points/')) return null
  if (typeof asset === 'string') return asset
  return typeof id === 'string' && request.url.startsWith('/api/assets/') ? id : null
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
