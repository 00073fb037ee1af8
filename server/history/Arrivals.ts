import type { Instant } from '../../models/units.ts'

/** About a quarter of a megabyte. */
const MOST = 16_384

/**
 * Samples as they were heard, until they are put in their places together: to hear one touches the end of four columns,
 * however many tracks there are.
 */
export class Arrivals {
  n = 0
  /** When the first of them came. */
  since: Instant = Number.NaN
  readonly track = new Uint32Array(MOST)
  readonly at = new Float64Array(MOST)
  readonly steps = new Int32Array(MOST)
  readonly quality = new Uint8Array(MOST)

  get full(): boolean {
    return this.n === MOST
  }

  /** Add one; there must be room. */
  push(track: number, at: Instant, steps: number, quality: number): void {
    this.track[this.n] = track
    this.at[this.n] = at
    this.steps[this.n] = steps
    this.quality[this.n++] = quality
  }
}
