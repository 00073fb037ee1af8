import type { Instant } from '../../models/units.ts'
import type { Batch } from './Batch.ts'
import type { QueueState } from './source.ts'

/** A ring of resolved samples that never grows: when it is full, a new value replaces the waiting one of its point; only a point that waits for the first time is dropped. */
export class LatestQueue {
  private readonly capacity: number
  private readonly point: Int32Array
  private readonly value: Float64Array
  private readonly at: Float64Array
  private readonly quality: Uint8Array
  /** Where the newest waiting value of a point is, or -1. */
  private readonly slot: Int32Array
  /** Samples that wait. */
  length = 0
  private head = 0
  private replaced = 0
  private dropped = 0

  constructor(points: number, capacity: number) {
    this.capacity = capacity
    this.point = new Int32Array(capacity)
    this.value = new Float64Array(capacity)
    this.at = new Float64Array(capacity)
    this.quality = new Uint8Array(capacity)
    this.slot = new Int32Array(points).fill(-1)
  }

  get state(): QueueState {
    const { length, capacity, replaced, dropped } = this
    return { length, capacity, replaced, dropped }
  }

  /** Append a sample. False when it was dropped. */
  push(point: number, value: number, at: Instant, quality: number): boolean {
    let k: number
    if (this.length < this.capacity) {
      k = (this.head + this.length++) % this.capacity
      this.point[k] = point
      this.slot[point] = k
    } else {
      k = this.slot[point]!
      if (k < 0) {
        this.dropped++
        return false
      }
      this.replaced++
    }
    this.value[k] = value
    this.at[k] = at
    this.quality[k] = quality
    return true
  }

  /** Move the oldest samples into the batch until it is full. True when more are waiting. */
  drain(batch: Batch): boolean {
    while (this.length > 0) {
      const k = this.head
      const point = this.point[k]!
      if (!batch.add(point, this.value[k]!, this.at[k]!, this.quality[k]!)) return true
      if (this.slot[point] === k) this.slot[point] = -1
      this.head = (k + 1) % this.capacity
      this.length--
    }
    return false
  }
}
