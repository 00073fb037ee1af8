import { deflateRawSync } from 'node:zlib'
import { encodeFrame } from '../../models/frame.ts'
import { TOPICS } from '../../models/kind.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import type { Twin } from '../twin/twin.ts'

/** Frames of a topic kept to heal gaps; 16 s at four a second. */
const KEPT = 64

interface Channel {
  seq: number
  /** Recent deltas, oldest first; the last one has `seq`. */
  readonly kept: Uint8Array[]
  /** The full frame of this seq, when someone has asked for it. */
  full: Uint8Array | null
}

/** One tick, one encoding a topic, the same bytes for all. */
export class Ticker {
  readonly epoch: number
  /** Delta frames encoded so far and their bytes, by topic. */
  readonly traffic: readonly { frames: number; bytes: number }[] = TOPICS.map(() => ({ frames: 0, bytes: 0 }))
  private readonly twin: Twin
  private readonly send: (topic: number, frame: Uint8Array) => void
  private readonly channels: Channel[] = TOPICS.map(() => ({ seq: 0, kept: [], full: null }))
  /** Steps last sent, by point: what the next delta builds on. */
  private readonly sent: Int32Array
  private readonly members: Uint32Array[]

  /** `send` gets each delta once; `epoch` names this run. */
  constructor(twin: Twin, epoch: number, send: (topic: number, frame: Uint8Array) => void) {
    this.twin = twin
    this.epoch = epoch >>> 0
    this.send = send
    this.sent = new Int32Array(twin.points.count)
    this.members = TOPICS.map((_, topic) => membersOf(twin.points.topic, topic))
  }

  /** Encode and send what changed in each topic since the last tick. */
  tick(now: Instant): void {
    for (let topic = 0; topic < TOPICS.length; topic++) this.flush(topic, now)
  }

  /** What brings a viewer of a topic up to date: the deltas it missed when they are still there, else one full frame. */
  heal(topic: number, have: { epoch: number; seq: number } | undefined, now: Instant): Uint8Array[] {
    this.flush(topic, now)
    const channel = this.channels[topic]!
    const missed = have && have.epoch === this.epoch ? channel.seq - have.seq : Number.POSITIVE_INFINITY
    if (missed >= 0 && missed <= channel.kept.length) return missed === 0 ? [] : channel.kept.slice(-missed)
    channel.full ??= this.encode(topic, true, channel.seq, this.members[topic]!, now)
    return [channel.full]
  }

  private flush(topic: number, now: Instant): void {
    const changed = this.twin.takeChanged(topic)
    if (changed.length === 0) return
    const channel = this.channels[topic]!
    channel.seq++
    channel.full = null
    const frame = this.encode(topic, false, channel.seq, changed, now)
    channel.kept.push(frame)
    if (channel.kept.length > KEPT) channel.kept.shift()
    const traffic = this.traffic[topic]!
    traffic.frames++
    traffic.bytes += frame.length
    this.send(topic, frame)
  }

  private encode(
    topic: number,
    full: boolean,
    seq: number,
    indices: ArrayLike<number>,
    now: Instant,
  ): Uint8Array {
    const head = { full, topic, epoch: this.epoch, seq, at: this.newest(indices, now) }
    return encodeFrame(head, indices, this.twin, this.twin.steps, this.sent, deflate)
  }

  /** Instant of the newest sample among these points; the present where none has one. */
  private newest(indices: ArrayLike<number>, now: Instant): Instant {
    const { times, quality } = this.twin
    let newest = Number.NEGATIVE_INFINITY
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k]!
      if (quality[i] !== QUALITY.none && times[i]! > newest) newest = times[i]!
    }
    return Number.isFinite(newest) ? newest : now
  }
}

function membersOf(topics: Uint8Array, topic: number): Uint32Array {
  const members: number[] = []
  for (let i = 0; i < topics.length; i++) if (topics[i] === topic) members.push(i)
  return Uint32Array.from(members)
}

function deflate(body: Uint8Array): Uint8Array {
  return deflateRawSync(body, { level: 1 })
}
