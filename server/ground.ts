import { numberPoints, type Points } from '../models/points.ts'
import type { Role } from '../models/role.ts'
import { type Sight, sightOf } from '../models/sight.ts'
import type { Site } from '../models/site.ts'
import type { Clock } from './clock.ts'
import type { Uncaught } from './LastResort.ts'
import type { Certificate } from './net/Certificate.ts'
import type { Folders } from './net/files.ts'
import type { LimitOptions } from './net/lineLimits.ts'
import type { Oidc } from './security/Oidc.ts'
import type { TakeOrder } from './subject.ts'

/** What every process is told, whatever its role. */
export interface ProcessOptions extends LimitOptions {
  readonly site: Site
  readonly clock: Clock
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  readonly version: string
  readonly folders: Folders
  readonly origins?: readonly string[]
  /** TLS of our own; plain HTTP, behind a proxy that speaks TLS perhaps, when left out. */
  readonly certificate?: Certificate | undefined
  /** What the last resort of this process caught; nothing stands behind it when left out. */
  readonly uncaught?: Uncaught
  /** Proxies of ours in front of the server, and the address people use when it is another than ours. */
  readonly proxies?: number
  readonly publicUrl?: string | undefined
  /** Path that pages are served below; that of the public address when left out. */
  readonly base?: string | undefined
  /** Origins whose pages may read the tileset and public data; '*' for all, none when left out. */
  readonly sharedWith?: readonly string[]
  /** Roles that must have a second factor. */
  readonly secondFactor?: readonly Role[] | undefined
  /** Single sign-on. */
  readonly oidc?: Oidc | null
}

/** What follows from the options before any subject opens. */
export interface Ground {
  readonly points: Points
  readonly sight: Sight
  /** Filled with the orders of all subjects. */
  readonly orders: Map<string, TakeOrder>
  /** Where the process is reached, once it is. */
  readonly address: { url: string }
}

/** The ground that the subjects of a process stand on. */
export function groundOf<Options extends ProcessOptions>(options: Options): Options & Ground {
  const points = numberPoints(options.site.assets)
  const sight = sightOf(options.site, points)
  return { ...options, points, sight, orders: new Map(), address: { url: '' } }
}
