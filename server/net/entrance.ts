import type { FastifyInstance } from 'fastify'
import type { Sight } from '../../models/sight.ts'
import type { Oidc } from '../accounts/Oidc.ts'
import { openPeople, type People } from '../accounts/People.ts'
import type { Clock } from '../clock.ts'
import type { Uncaught } from '../LastResort.ts'
import type { Store } from '../store/Store.ts'
import type { Tables } from '../tables.ts'
import { doorsOf, type OpenDoor } from './door.ts'
import { addFiles, type Folders } from './files.ts'
import { openHttp } from './http.ts'
import { httpServer } from './httpServer.ts'
import { Lines } from './Lines.ts'
import { LINE_LIMITS, type LineLimits } from './lineLimits.ts'
import type { Grounded } from './lineMetrics.ts'
import { isSecure } from './securityCookie.ts'
import { addPeopleDoors } from './securityDoors.ts'
import { SocketGuard } from './securitySockets.ts'
import { addSiteApi } from './siteApi.ts'

/** How a process lets people in. */
export interface EntranceOptions {
  readonly folders: Folders
  readonly maxViewers?: number
  readonly origins?: readonly string[]
  /** Sockets of one address at a time. */
  readonly maxPerCaller?: number
  /** What the last resort of this process caught; nothing stands behind it when left out. */
  readonly uncaught?: Uncaught
  /** Limits of raw lines other than LINE_LIMITS. */
  readonly limits?: Partial<LineLimits>
  /** Proxies of ours in front of the server, and the address people use when it is another than ours. */
  readonly proxies?: number
  readonly publicUrl?: string | undefined
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
  const reach = {
    proxies: options.proxies ?? 0,
    publicUrl,
    origins: [...origins, ...(publicUrl ? [publicUrl] : [])],
  }
  const people = await openPeople(store, clock)
  const limits = { ...LINE_LIMITS, ...options.limits }
  const guard = new SocketGuard({
    people,
    reach,
    maxViewers: options.maxViewers ?? 5_000,
    maxPerCaller: options.maxPerCaller ?? 200,
    joinMs: limits.joinMs,
    leaveMs: limits.leaveMs,
  })
  const lines = new Lines({ ...limits, proxies: reach.proxies })
  const app = await openHttp(listener => httpServer(listener, limits, lines), isSecure(reach))
  await addPeopleDoors(app, { people, reach }, options.oidc ?? null)
  addSiteApi(app, sight)
  await addFiles(app, options.folders)
  const uncaught = options.uncaught ?? NOTHING
  return { app, people, guard, grounded: { lines, flood: guard.flood, uncaught }, doors: doorsOf(app) }
}

/** Once a minute forget ended sessions and old failures, until the result is called; while the store is away they wait. */
export function keepTidy({ sessions, lockout, clock }: People): () => void {
  return clock.every(FORGET, () => {
    void Promise.all([sessions.sweep(), lockout.sweep()]).catch(() => undefined)
  })
}

/** Socket.IO has closed the HTTP server already; Fastify then only ends its own parts. */
export async function closeQuietly(app: FastifyInstance): Promise<void> {
  await app.close().catch(() => undefined)
}
