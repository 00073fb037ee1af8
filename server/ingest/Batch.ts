import type { Instant } from '../../models/units.ts'

/** Samples of resolved points in columns: what fast sources hand to the gate. Reused, so that a batch makes no garbage. */
export class Batch {
  readonly capacity: number
  readonly point: Int32Array
  readonly value: Float64Array
  /** Source times; NaN for "on arrival". */
  readonly at: Float64Array
  readonly quality: Uint8Array
  size = 0

  constructor(capacity: number) {
    this.capacity = capacity
    this.point = new Int32Array(capacity)
    this.value = new Float64Array(capacity)
    this.at = new Float64Array(capacity)
    this.quality = new Uint8Array(capacity)
  }

  /** Add a sample; false when the batch is full. */
  add(point: number, value: number, at: Instant, quality: number): boolean {
    const k = this.size
    if (k === this.capacity) return false
    this.point[k] = point
    this.value[k] = value
    this.at[k] = at
    this.quality[k] = quality
    this.size = k + 1
    return true
  }

  /** Forget all samples. */
  clear(): void {
    this.size = 0
  }
}
