import type { Points } from '../../models/points.ts'
import { staleAfter } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'

/** One device, gateway or line that feeds points. */
export interface Feeder {
  /** Source and device, such as `http gas-gateway`; the source alone where no device is named. */
  readonly name: string
  readonly source: string
  readonly device: string | undefined
  /** The points it fed last. */
  readonly points: Set<number>
  /** Milliseconds for which its quickest point may be silent; NaN while nobody has asked since a point left. */
  quickest: number
  /** When it was last heard, and since when it is back from its last silence. */
  lastAt: Instant
  backAt: Instant
  /** It said, or its line did, that it is gone; until it is heard again. */
  lost: boolean
}

/** Share of its stale age by which a point may lag behind its feeder and not be missed by itself. */
const LAG = 0.6

/** Who feeds each point now, and when each was last heard: tells a sensor that stopped from a gateway that went away. */
export class Feeders {
  /** Told when a point is fed by another than before. */
  onMove: (point: number, feeder: Feeder) => void = () => undefined
  private readonly byName = new Map<string, Feeder>()
  private readonly feederOf: (Feeder | null)[]
  private readonly heardAt: Float64Array
  private readonly staleMs: Float64Array

  constructor(points: Points) {
    this.feederOf = new Array<Feeder | null>(points.count).fill(null)
    this.heardAt = new Float64Array(points.count).fill(-Infinity)
    this.staleMs = Float64Array.from(points.spec, spec => staleAfter(spec.every) * 1000)
  }

  /** The feeder of a point, or null while none is known. */
  of(point: number): Feeder | null {
    return this.feederOf[point]!
  }

  /** The feeder of this name, or null. */
  named(name: string): Feeder | null {
    return this.byName.get(name) ?? null
  }

  /** A point is fed by this device of a source from now on; the feeder is not heard by that alone. */
  assign(point: number, source: string, device: string | undefined, now: Instant): Feeder {
    const before = this.feederOf[point]!
    if (before?.source === source && before.device === device) return before
    const feeder = this.open(source, device, now)
    this.put(point, feeder, now)
    this.onMove(point, feeder)
    return feeder
  }

  /** Put back what the store knows: a feeder by its name. */
  restore(point: number, name: string, now: Instant): void {
    const cut = name.indexOf(' ')
    const [source, device] = cut < 0 ? [name, undefined] : [name.slice(0, cut), name.slice(cut + 1)]
    this.put(point, this.open(source, device, now), now)
  }

  /** A sample of a point came from a source; its device is the last one assigned. The feeder it came from. */
  hear(point: number, source: string, now: Instant): Feeder {
    const known = this.feederOf[point]!
    const feeder = known?.source === source ? known : this.assign(point, source, undefined, now)
    if (this.isSilent(feeder, now)) feeder.backAt = now
    feeder.lost = false
    feeder.lastAt = now
    this.heardAt[point] = now
    return feeder
  }

  /** These points went away together, with the device or line of this name. */
  lose(points: Iterable<number>, source: string, device: string | undefined, now: Instant): void {
    const lost = new Set<Feeder>()
    for (const point of points) lost.add(this.assign(point, source, device, now))
    for (const feeder of lost) feeder.lost = true
  }

  /** Nobody feeds this point any more. */
  drop(point: number): void {
    this.leave(point)
    this.feederOf[point] = null
  }

  /** True when nothing at all was heard of a feeder for as long as its quickest point may be silent. */
  isSilent(feeder: Feeder, now: Instant): boolean {
    return feeder.lost || now - feeder.lastAt > this.quickestOf(feeder)
  }

  /** True when a point is missed by itself: its feeder has spoken since the point was due. */
  isAlone(point: number): boolean {
    const feeder = this.feederOf[point]!
    if (!feeder || feeder.points.size < 2) return true
    if (feeder.lost) return false
    return feeder.lastAt - Math.max(this.heardAt[point]!, feeder.backAt) > LAG * this.staleMs[point]!
  }

  /** The server's clock was set by `ms`. */
  shift(ms: number): void {
    for (let i = 0; i < this.heardAt.length; i++) this.heardAt[i]! += ms
    for (const feeder of this.byName.values()) {
      feeder.lastAt += ms
      feeder.backAt += ms
    }
  }

  private open(source: string, device: string | undefined, now: Instant): Feeder {
    const name = device === undefined ? source : `${source} ${device}`
    const known = this.byName.get(name)
    if (known) return known
    const points = new Set<number>()
    const fresh = { points, quickest: Infinity, lastAt: now, backAt: now, lost: false }
    const feeder = { name, source, device, ...fresh }
    this.byName.set(name, feeder)
    return feeder
  }

  private put(point: number, feeder: Feeder, now: Instant): void {
    const before = this.feederOf[point]!
    if (before?.lost) {
      // What was gone with it speaks through another.
      before.lost = false
      before.lastAt = now
      before.backAt = now
    }
    this.leave(point)
    feeder.points.add(point)
    feeder.quickest = Math.min(feeder.quickest, this.staleMs[point]!)
    this.feederOf[point] = feeder
  }

  private quickestOf(feeder: Feeder): number {
    if (!Number.isNaN(feeder.quickest)) return feeder.quickest
    feeder.quickest = Infinity
    for (const point of feeder.points) feeder.quickest = Math.min(feeder.quickest, this.staleMs[point]!)
    return feeder.quickest
  }

  private leave(point: number): void {
    const before = this.feederOf[point]!
    if (!before) return
    before.points.delete(point)
    before.quickest = Number.NaN
    if (before.points.size === 0 && this.byName.get(before.name) === before) this.byName.delete(before.name)
  }
}
