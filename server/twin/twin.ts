import type { Points } from '../../models/points.ts'
import { QUALITY, staleAfter } from '../../models/quality.ts'
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
  private readonly resolution: Float64Array
  private readonly staleMs: Float64Array
  private readonly listeners: Hear[] = []
  private readonly pastListeners: Hear[] = []

  constructor(points: Points) {
    this.points = points
    this.values = new Float64Array(points.count)
    this.quality = new Uint8Array(points.count)
    this.times = new Float64Array(points.count).fill(Number.NaN)
    this.changed = new Uint8Array(points.count)
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

  /** Be told of samples that arrived behind a newer one of their point: history keeps them, the present does not move. */
  hearPast(listener: Hear): void {
    this.pastListeners.push(listener)
  }

  /** Tell of a sample older than the present one; alarms, frames and live values are left alone. */
  applyPast(point: number, value: number, at: Instant, quality: number): void {
    for (const listener of this.pastListeners) listener(point, value, quality, at)
  }

  /** Move the instants of the present with a server clock that was set by `ms`, so that no value ages or grows young by it. */
  shift(ms: number): void {
    const { times } = this
    for (let i = 0; i < times.length; i++) times[i] = times[i]! + ms
  }

  /** Write a value that has passed the gate. */
  apply(point: number, value: number, at: Instant, quality: number): void {
    this.values[point] = value
    this.quality[point] = quality
    this.times[point] = at
    this.changed[point] = 1
    for (const listener of this.listeners) listener(point, value, quality, at)
  }

  /** Mark what has outlived its period as stale; the number of points newly stale. */
  sweep(now: Instant): number {
    const { quality, times, staleMs } = this
    let n = 0
    for (let i = 0; i < quality.length; i++) {
      const code = quality[i]!
      if (code !== QUALITY.good && code !== QUALITY.simulated) continue
      if (now - times[i]! <= staleMs[i]!) continue
      quality[i] = QUALITY.stale
      this.changed[i] = 1
      n++
      for (const listener of this.listeners) listener(i, this.values[i]!, QUALITY.stale, times[i]!)
    }
    return n
  }

  /** Points of a topic changed since this was last asked, ascending; asking forgets them. */
  takeChanged(topic: number): number[] {
    const { changed, points } = this
    const indices: number[] = []
    for (let i = 0; i < changed.length; i++) {
      if (changed[i] !== 1 || points.topic[i] !== topic) continue
      changed[i] = 0
      indices.push(i)
    }
    return indices
  }
}
