import { deflateRawSync, inflateRawSync } from 'node:zlib'
import {
  applyFrame,
  encodeFrame,
  type FrameHead,
  type FrameState,
  frameState,
  readHead,
} from '../../models/frame.ts'
import type { Points } from '../../models/points.ts'
import type { Instant } from '../../models/units.ts'
import type { Have } from '../../models/wire.ts'

/** Deltas of a channel kept to heal gaps of viewers, as the owner's Ticker keeps them. */
const KEPT = 64

/** What came of a frame: taken in, known already (or of an owner whose term is over), or a gap that a whole frame must heal. */
export type Taken = 'new' | 'old' | 'gap'

/**
 * One channel of the owner as a gateway follows it: the owner's own bytes for viewers that keep up, and a copy of the
 * values from which a whole frame is made for those that come. Nothing else is encoded anew.
 */
export class Relay {
  /** The owner's numbers; 0 before the first whole frame. */
  epoch = 0
  seq = 0
  private readonly state: FrameState
  /** Values in doubles, so that a whole frame has the very steps on which the owner's next delta builds. */
  private readonly values: Float64Array
  private readonly members: Uint32Array
  private readonly channel: number
  private readonly kept: Uint8Array[] = []
  private full: Uint8Array | null = null
  private broken = true

  /** `members` are the points of the channel, ascending. */
  constructor(points: Points, channel: number, members: Uint32Array) {
    this.state = frameState(Float64Array.from(points.spec, spec => spec.resolution))
    this.values = new Float64Array(points.count).fill(Number.NaN)
    this.channel = channel
    this.members = members
  }

  /** True until a whole frame has come, and after a gap until the next. */
  get isBroken(): boolean {
    return this.broken
  }

  /** Take in a frame of the log. Throws on bytes that are no frame of this channel; the next whole frame heals that too. */
  take(frame: Uint8Array): Taken {
    const head = readHead(frame)
    if (head.channel !== this.channel)
      throw new RangeError(`a frame of channel ${head.channel} on channel ${this.channel}`)
    if (head.epoch < this.epoch) return 'old'
    if (head.epoch === this.epoch && !this.broken && head.seq <= this.seq) return 'old'
    const follows = head.epoch === this.epoch && !this.broken && head.seq === this.seq + 1
    if (!head.full && !follows) {
      this.broken = true
      return 'gap'
    }
    this.write(frame, head)
    return 'new'
  }

  /** A point as it was told last: value, quality and instant (NaN before the first sample). */
  sample(point: number): { readonly value: number; readonly quality: number; readonly at: Instant } {
    const { values, state } = this
    return { value: values[point]!, quality: state.quality[point]!, at: state.times[point]! }
  }

  /** What brings a viewer up to date: the deltas it missed when they are still here, else one whole frame; nothing before the first one came. */
  heal(have: Have | undefined, now: Instant): Uint8Array[] {
    if (this.epoch === 0) return []
    const follows = have?.channel === this.channel && have.epoch === this.epoch
    const missed = follows ? this.seq - have.seq : Number.POSITIVE_INFINITY
    if (missed >= 0 && missed <= this.kept.length) return missed === 0 ? [] : this.kept.slice(-missed)
    this.full ??= this.encode(now)
    return [this.full]
  }

  private write(frame: Uint8Array, { full, epoch, seq }: FrameHead): void {
    const { state, values, kept } = this
    this.broken = true
    const touched = applyFrame(frame, state, inflate)
    for (const i of touched) values[i] = state.steps[i]! * state.resolution[i]!
    this.broken = false
    this.epoch = epoch
    this.seq = seq
    this.full = null
    // Deltas before a whole frame that healed a gap do not lead up to it.
    if (full) kept.length = 0
    else kept.push(frame)
    if (kept.length > KEPT) kept.shift()
  }

  private encode(now: Instant): Uint8Array {
    const { channel, epoch, seq, members, state, values } = this
    let newest = Number.NEGATIVE_INFINITY
    for (const i of members) if (state.times[i]! > newest) newest = state.times[i]!
    const head = { full: true, channel, epoch, seq, at: Number.isFinite(newest) ? newest : now }
    const source = { values, quality: state.quality, times: state.times }
    return encodeFrame(head, members, source, state.resolution, state.steps, body =>
      deflateRawSync(body, { level: 1 }),
    )
  }
}

function inflate(body: Uint8Array, limit: number): Uint8Array {
  return inflateRawSync(body, { maxOutputLength: limit })
}
