import type { Instant } from './units.ts'

/** Samples in columns that grow: instants (UTC ms), values, quality bytes. */
export class SampleList {
  n = 0
  at: Float64Array
  value: Float64Array
  quality: Uint8Array

  constructor(capacity = 64) {
    this.at = new Float64Array(capacity)
    this.value = new Float64Array(capacity)
    this.quality = new Uint8Array(capacity)
  }

  push(at: Instant, value: number, quality: number): void {
    this.room(1)
    this.at[this.n] = at
    this.value[this.n] = value
    this.quality[this.n++] = quality
  }

  /** Add all samples of another list behind one's own. */
  append({ n, at, value, quality }: SampleList): void {
    this.room(n)
    this.at.set(at.subarray(0, n), this.n)
    this.value.set(value.subarray(0, n), this.n)
    this.quality.set(quality.subarray(0, n), this.n)
    this.n += n
  }

  /** Make room for `more` further samples. */
  room(more: number): void {
    if (this.n + more <= this.at.length) return
    const capacity = Math.max(this.n + more, 2 * this.at.length)
    this.at = grown(this.at, new Float64Array(capacity))
    this.value = grown(this.value, new Float64Array(capacity))
    this.quality = grown(this.quality, new Uint8Array(capacity))
  }

  /** Put the samples in order of time; of several at one instant the one pushed last stays. */
  settle(): void {
    const { n, at } = this
    let ordered = true
    for (let k = 1; k < n && ordered; k++) ordered = at[k]! > at[k - 1]!
    if (ordered) return
    const order = Array.from({ length: n }, (_, k) => k).sort((a, b) => at[a]! - at[b]! || a - b)
    const kept = order.filter((k, i) => i + 1 === n || at[order[i + 1]!] !== at[k])
    this.at = Float64Array.from(kept, k => at[k]!)
    this.value = Float64Array.from(kept, k => this.value[k]!)
    this.quality = Uint8Array.from(kept, k => this.quality[k]!)
    this.n = kept.length
  }

  /** Number of samples at or before an instant, in a settled list. */
  until(instant: Instant): number {
    let low = 0
    let high = this.n
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.at[middle]! <= instant) low = middle + 1
      else high = middle
    }
    return low
  }
}

function grown<T extends Float64Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}
