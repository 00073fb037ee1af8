import type { FastifyInstance } from 'fastify'
import type { Role } from '../../models/role.ts'
import type { Sight } from '../../models/sight.ts'
import { openPeople, type People } from '../accounts/People.ts'
import type { Clock } from '../clock.ts'
import type { Uncaught } from '../LastResort.ts'
import { isSecure } from '../security/cookie.ts'
import type { Oidc } from '../security/Oidc.ts'
import { addPeopleDoors } from '../security/peopleDoors.ts'
import { SocketGuard } from '../security/SocketGuard.ts'
import { addSiteApi } from '../site/siteApi.ts'
import type { Store } from '../store/Store.ts'
import type { Tables } from '../tables.ts'
import { baseOf, serveBelow } from './base.ts'
import type { Certificate } from './Certificate.ts'
import { doorsOf, type OpenDoor } from './door.ts'
import { addFiles, type Folders } from './files.ts'
import { openHttp } from './http.ts'
import { httpServer } from './httpServer.ts'
import { Lines } from './Lines.ts'
import { LINE_LIMITS, type LineLimits } from './lineLimits.ts'
import type { Grounded } from './lineMetrics.ts'
import { addSharing } from './sharing.ts'

/** How a process lets people in. */
export interface EntranceOptions {
  readonly folders: Folders
  readonly maxViewers?: number
  readonly origins?: readonly string[]
  /** Sockets of one address at a time. */
  readonly maxPerCaller?: number
  /** TLS of our own; plain HTTP, behind a proxy that speaks TLS perhaps, when left out. */
  readonly certificate?: Certificate | undefined
  /** What the last resort of this process caught; nothing stands behind it when left out. */
  readonly uncaught?: Uncaught
  /** Limits of raw lines other than LINE_LIMITS. */
  readonly limits?: Partial<LineLimits>
  /** Proxies of ours in front of the server, and the address people use when it is another than ours. */
  readonly proxies?: number
  /** Roles that must have a second factor. */
  readonly secondFactor?: readonly Role[] | undefined
  readonly publicUrl?: string | undefined
  /** Path that pages are served below; that of the public address when left out. */
  readonly base?: string | undefined
  /** Origins whose pages may read the tileset and public data; '*' for all, none when left out. */
  readonly sharedWith?: readonly string[]
  /** Single sign-on. */
  readonly oidc?: Oidc | null
}

/** The open entrance: pages, world and site are served, people log in, handshakes are judged. */
export interface Entrance {
  readonly app: FastifyInstance
  readonly people: People
  readonly guard: SocketGuard
  /** For health and metrics. */
  readonly grounded: Grounded
  /** All doors of the process, also those added later. */
  readonly doors: readonly OpenDoor[]
}

const FORGET = 60_000
const NOTHING: Uncaught = { count: 0, last: null }

/** What an entrance is built upon. */
export interface Ground {
  readonly store: Store<Tables>
  readonly clock: Clock
  readonly sight: Sight
}

/** Open the entrance; doors that are added afterwards are behind its checks. Rejects when the store does not answer. */
export async function openEntrance(
  options: EntranceOptions,
  { store, clock, sight }: Ground,
): Promise<Entrance> {
  const { publicUrl = null, origins = [] } = options
  const base = baseOf(options.base ?? (publicUrl ? new URL(publicUrl).pathname : '/'))
  const reach = {
    proxies: options.proxies ?? 0,
    publicUrl,
    base,
    tls: options.certificate !== undefined,
    origins: [...origins, ...(publicUrl ? [new URL(publicUrl).origin] : [])],
  }
  const people = await openPeople(store, clock, options.secondFactor)
  const maxViewers = options.maxViewers ?? 5_000
  // Pages need lines besides those of viewers.
  const lineBound = Math.max(LINE_LIMITS.lines, maxViewers + LINE_LIMITS.linesPerCaller)
  const limits = { ...LINE_LIMITS, lines: lineBound, ...options.limits }
  const guard = new SocketGuard({
    people,
    reach,
    maxViewers,
    maxPerCaller: options.maxPerCaller ?? 200,
    joinMs: limits.joinMs,
    leaveMs: limits.leaveMs,
  })
  const lines = new Lines({ ...limits, proxies: reach.proxies })
  const app = await openHttp(
    listener => httpServer(listener, limits, lines, options.certificate),
    isSecure(reach),
  )
  addSharing(app, options.sharedWith ?? [])
  await addPeopleDoors(app, { people, reach }, options.oidc ?? null)
  addSiteApi(app, sight)
  await addFiles(app, options.folders)
  // Addresses of the page are relative: without the slash they would be looked for one level above.
  if (base !== '/')
    app.get(base.slice(0, -1), { config: { door: 'files' } }, (_, reply) => reply.redirect(base, 308))
  app.addHook('onReady', async () => serveBelow(app.server, base))
  const uncaught = options.uncaught ?? NOTHING
  return { app, people, guard, grounded: { lines, flood: guard.flood, uncaught }, doors: doorsOf(app) }
}

/** The address as Fastify tells it, which does not know of our TLS. */
export function urlOf(address: string, { certificate }: EntranceOptions): string {
  return certificate ? address.replace(/^http:/, 'https:') : address
}

/** Once a minute forget ended sessions and old failures, until the result is called; while the store is away they wait. */
export function keepTidy({ sessions, lockout, factors, clock }: People): () => void {
  return clock.every(FORGET, () => {
    void Promise.all([sessions.sweep(), lockout.sweep(), factors.proofs.sweep()]).catch(() => undefined)
  })
}

/** Socket.IO has closed the HTTP server already; Fastify then only ends its own parts. */
export async function closeQuietly(app: FastifyInstance): Promise<void> {
  await app.close().catch(() => undefined)
}
