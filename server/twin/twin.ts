import { TOPICS } from '../../models/kind.ts'
import type { Points } from '../../models/points.ts'
import { isUnknownAge, QUALITY, staleAfter, UNKNOWN_AGE } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'

/** Hears of every value as it is applied. */
export type Hear = (point: number, value: number, quality: number, at: Instant) => void

/** The present of the site: dense arrays by point index, and which points changed since each topic was last told. */
export class Twin {
  readonly points: Points
  readonly values: Float64Array
  readonly quality: Uint8Array
  /** Instant of each sample; NaN before the first. */
  readonly times: Float64Array
  private readonly changed: Uint8Array
  /** The changed points of each topic, and whether they stand in ascending order. */
  private readonly lists: readonly { readonly points: Uint32Array; length: number; ascending: boolean }[]
  private readonly resolution: Float64Array
  private readonly staleMs: Float64Array
  private readonly listeners: Hear[] = []
  private readonly keepers: Hear[] = []
  private readonly pastListeners: Hear[] = []

  constructor(points: Points) {
    this.points = points
    this.values = new Float64Array(points.count)
    this.quality = new Uint8Array(points.count)
    this.times = new Float64Array(points.count).fill(Number.NaN)
    this.changed = new Uint8Array(points.count)
    const sizes = new Uint32Array(TOPICS.length)
    for (const topic of points.topic) sizes[topic]!++
    this.lists = Array.from(sizes, size => ({ points: new Uint32Array(size), length: 0, ascending: true }))
    this.resolution = Float64Array.from(points.spec, spec => spec.resolution)
    this.staleMs = Float64Array.from(points.spec, spec => staleAfter(spec.every) * 1000)
  }

  /** Step of each point's values. */
  get steps(): Float64Array {
    return this.resolution
  }

  /** Be told of every applied value; alarms and recent history hear of it here and nowhere else. */
  hear(listener: Hear): void {
    this.listeners.push(listener)
  }

  /** Be told like `hear`, but not of what is only remembered. */
  hearNew(listener: Hear): void {
    this.keepers.push(listener)
  }

  /** Be told of samples that arrived behind a newer one of their point: history keeps them, the present does not move. */
  hearPast(listener: Hear): void {
    this.pastListeners.push(listener)
  }

  /** Tell of a sample older than the present one; alarms, frames and live values are left alone. */
  applyPast(point: number, value: number, at: Instant, quality: number): void {
    for (const listener of this.pastListeners) listener(point, value, quality, at)
  }

  /** Move the instants of the present with a server clock that was set by `ms`, so that no value ages or grows young by it. All are told again. */
  shift(ms: number): void {
    const { times } = this
    for (let i = 0; i < times.length; i++) {
      if (Number.isNaN(times[i]!) || isUnknownAge(times[i]!)) continue
      times[i] = times[i]! + ms
      this.mark(i)
    }
  }

  /** Write a value that has passed the gate. */
  apply(point: number, value: number, at: Instant, quality: number): void {
    this.remember(point, value, at, quality)
    for (const listener of this.keepers) listener(point, value, quality, at)
  }

  /** Write a value that the history has: alarms judge it, but it is no new sample. */
  remember(point: number, value: number, at: Instant, quality: number): void {
    this.values[point] = value
    this.quality[point] = quality
    this.times[point] = at
    this.mark(point)
    for (const listener of this.listeners) listener(point, value, quality, at)
  }

  /** Show a value whose age nobody knows: stale from the first, no sample for history and nothing that alarms judge. */
  showOld(point: number, value: number): void {
    this.values[point] = value
    this.quality[point] = QUALITY.stale
    this.times[point] = UNKNOWN_AGE
    this.mark(point)
  }

  /** What was known of a point is of another source than will speak for it: it has no reading until that does. */
  forget(point: number): void {
    if (this.quality[point] === QUALITY.none) return
    this.values[point] = 0
    this.quality[point] = QUALITY.none
    this.times[point] = Number.NaN
    this.mark(point)
  }

  /** Mark what has outlived its period as stale, and what is not newer than `lost`; the number of points newly stale. */
  sweep(now: Instant, lost = Number.NEGATIVE_INFINITY): number {
    const { quality, times, staleMs } = this
    let n = 0
    for (let i = 0; i < quality.length; i++) {
      const code = quality[i]!
      if (code !== QUALITY.good && code !== QUALITY.simulated) continue
      if (now - times[i]! <= staleMs[i]! && times[i]! > lost) continue
      quality[i] = QUALITY.stale
      this.mark(i)
      n++
      for (const listener of this.listeners) listener(i, this.values[i]!, QUALITY.stale, times[i]!)
      for (const listener of this.keepers) listener(i, this.values[i]!, QUALITY.stale, times[i]!)
    }
    return n
  }

  /** Points of a topic changed since this was last asked, ascending; asking forgets them. Holds until the next value is applied. */
  takeChanged(topic: number): Uint32Array {
    const list = this.lists[topic]!
    const taken = list.points.subarray(0, list.length)
    if (!list.ascending) taken.sort()
    for (let k = 0; k < taken.length; k++) this.changed[taken[k]!] = 0
    list.length = 0
    list.ascending = true
    return taken
  }

  private mark(point: number): void {
    if (this.changed[point] === 1) return
    this.changed[point] = 1
    const list = this.lists[this.points.topic[point]!]!
    if (list.length > 0 && list.points[list.length - 1]! > point) list.ascending = false
    list.points[list.length++] = point
  }
}
