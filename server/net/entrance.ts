import type { FastifyInstance } from 'fastify'
import type { Points } from '../../models/points.ts'
import type { Sight } from '../../models/sight.ts'
import type { Oidc } from '../accounts/Oidc.ts'
import { openPeople, type People } from '../accounts/People.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { Tables } from '../tables.ts'
import { type Folders, openHttp } from './http.ts'
import { httpServer } from './httpServer.ts'
import { Lines } from './Lines.ts'
import { LINE_LIMITS, type LineLimits } from './lineLimits.ts'
import { isSecure } from './securityCookie.ts'
import { addPeopleDoors } from './securityDoors.ts'
import { SocketGuard } from './securitySockets.ts'

/** How a process lets people in. */
export interface EntranceOptions {
  readonly folders: Folders
  readonly maxViewers?: number
  readonly origins?: readonly string[]
  /** Sockets of one address at a time. */
  readonly maxPerCaller?: number
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
  readonly lines: Lines
}

const FORGET = 60_000

/** What an entrance is built upon. */
export interface Ground {
  readonly store: Store<Tables>
  readonly clock: Clock
  readonly points: Points
  readonly sight: Sight
}

/** Open the entrance; doors that are added afterwards are behind its checks. Rejects when the store does not answer. */
export async function openEntrance(
  options: EntranceOptions,
  { store, clock, points, sight }: Ground,
): Promise<Entrance> {
  const { publicUrl = null, origins = [] } = options
  const reach = {
    proxies: options.proxies ?? 0,
    publicUrl,
    origins: [...origins, ...(publicUrl ? [publicUrl] : [])],
  }
  const people = await openPeople(store, clock)
  const guard = new SocketGuard({
    people,
    reach,
    maxViewers: options.maxViewers ?? 5_000,
    maxPerCaller: options.maxPerCaller ?? 200,
  })
  const limits = { ...LINE_LIMITS, ...options.limits }
  const lines = new Lines({ ...limits, proxies: reach.proxies })
  const app = await openHttp(
    sight,
    options.folders,
    listener => httpServer(listener, limits, lines),
    isSecure(reach),
  )
  await addPeopleDoors(app, { people, reach, points, sight }, options.oidc ?? null)
  return { app, people, guard, lines }
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
