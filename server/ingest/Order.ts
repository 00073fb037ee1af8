import type { Instant } from '../../models/units.ts'

/** Source times remembered of each point that a device feeds, to know a sample that comes again. */
const REMEMBERED = 16

/** Where a sample falls among those of its point. */
export const PLACE = { newest: 0, past: 1, duplicate: 2 } as const

/**
 * The order of samples by (point, source time): newer, behind, or there already. Repeats are known by the time as the
 * device states it; behind the last sixteen times a repeat is not known.
 */
export class Order {
  /** Newest stated time, and the instant of the present value in the server's time. */
  private readonly stated: Float64Array
  private readonly present: Float64Array
  private readonly cursor: Uint8Array
  /** Made for a point by its first sample: most points of a large site have no device. */
  private readonly times: (Float64Array | undefined)[]

  constructor(points: number) {
    this.stated = new Float64Array(points).fill(Number.NaN)
    this.present = new Float64Array(points).fill(Number.NaN)
    this.cursor = new Uint8Array(points)
    this.times = new Array<Float64Array | undefined>(points).fill(undefined)
  }

  /** Find the place of a sample stated at `stated`, which is `at` in the server's time, and remember it. A point that no device holds starts anew: whatever comes is its newest. */
  place(point: number, stated: Instant, at: Instant, held: boolean): number {
    if (stated === this.stated[point]) return PLACE.duplicate
    if (stated < this.stated[point]! && this.times[point]?.includes(stated)) return PLACE.duplicate
    const times = (this.times[point] ??= new Float64Array(REMEMBERED).fill(Number.NaN))
    const k = this.cursor[point]!
    times[k] = stated
    this.cursor[point] = (k + 1) % REMEMBERED
    if (held && at < this.present[point]!) return PLACE.past
    this.stated[point] = stated
    this.present[point] = at
    return PLACE.newest
  }

  /** A sample without a time of its own is the newest of its point when it arrives. */
  arrive(point: number, now: Instant): void {
    this.present[point] = now
  }

  /** The server's clock was set by `ms`. Devices that came along may state the same times again for other values, so repeats are forgotten. */
  shift(ms: number): void {
    const { present } = this
    this.stated.fill(Number.NaN)
    this.times.fill(undefined)
    for (let i = 0; i < present.length; i++) present[i] = present[i]! + ms
  }
}
