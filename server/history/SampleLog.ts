/** Room for so many is kept when they leave: the next ones come soon. */
const KEPT = 65_536

/** Samples of many tracks in the order they came: track, ms after the slot's start, steps of the resolution, quality. 13 bytes a sample. */
export class SampleLog {
  n = 0
  track = new Uint32Array(64)
  offset = new Uint32Array(64)
  steps = new Int32Array(64)
  quality = new Uint8Array(64)

  push(track: number, offset: number, steps: number, quality: number): void {
    if (this.n === this.track.length) this.resize(2 * this.n)
    this.track[this.n] = track
    this.offset[this.n] = offset
    this.steps[this.n] = steps
    this.quality[this.n++] = quality
  }

  /** Forget the first `count`: what came after them stays. */
  dropFirst(count: number): void {
    for (const column of [this.track, this.offset, this.steps, this.quality])
      column.copyWithin(0, count, this.n)
    this.n -= count
    if (this.track.length > KEPT && this.n * 8 < this.track.length) this.resize(Math.max(KEPT, this.n))
  }

  private resize(capacity: number): void {
    this.track = copy(this.track, new Uint32Array(capacity), this.n)
    this.offset = copy(this.offset, new Uint32Array(capacity), this.n)
    this.steps = copy(this.steps, new Int32Array(capacity), this.n)
    this.quality = copy(this.quality, new Uint8Array(capacity), this.n)
  }
}

function copy<T extends Uint32Array | Int32Array | Uint8Array>(from: T, to: T, n: number): T {
  to.set(from.subarray(0, n))
  return to
}
