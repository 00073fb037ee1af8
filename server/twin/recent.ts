import { QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import type { Twin } from './twin.ts'

/** Seconds a slot of the ring covers, and slots kept: twelve minutes. */
const SLOT = 10_000
const SLOTS = 72

/** The last twelve minutes of every point, one value each ten seconds: what sparklines need, in bounded memory. */
export class Recent {
  private readonly ring: Float32Array
  /** Slot number (instant / SLOT) last written, by point. */
  private readonly last: Float64Array

  constructor(twin: Twin) {
    const { count } = twin.points
    this.ring = new Float32Array(count * SLOTS).fill(Number.NaN)
    this.last = new Float64Array(count).fill(-1)
    twin.hear((point, value, quality, at) => {
      if (quality === QUALITY.good || quality === QUALITY.simulated) this.write(point, value, at)
    })
  }

  /** Values of a point in [from, to], oldest first, with the instants of their slots; null where no sample fell. */
  read(point: number, from: Instant, to: Instant): { at: Instant[]; value: (number | null)[] } {
    const newest = this.last[point]!
    const at: Instant[] = []
    const value: (number | null)[] = []
    const first = Math.max(Math.floor(from / SLOT), newest - SLOTS + 1)
    for (let slot = first; newest >= 0 && slot <= Math.min(newest, Math.floor(to / SLOT)); slot++) {
      const v = this.ring[point * SLOTS + (slot % SLOTS)]!
      at.push(slot * SLOT)
      value.push(Number.isNaN(v) ? null : v)
    }
    return { at, value }
  }

  private write(point: number, value: number, at: Instant): void {
    const slot = Math.floor(at / SLOT)
    const last = this.last[point]!
    if (slot < last - SLOTS + 1) return
    const start = point * SLOTS
    if (slot > last) {
      const from = last < 0 ? slot : Math.max(last + 1, slot - SLOTS + 1)
      for (let s = from; s < slot; s++) this.ring[start + (s % SLOTS)] = Number.NaN
      this.last[point] = slot
    }
    this.ring[start + (slot % SLOTS)] = value
  }
}
