import { deflateRawSync } from 'node:zlib'
import { encodeFrame } from '../../models/frame.ts'
import { TOPICS } from '../../models/kind.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import type { Audience } from '../../models/visibility.ts'
import type { Twin } from '../twin/twin.ts'

/** Frames of a topic kept to heal gaps; 16 s at four a second. */
const KEPT = 64

interface Channel {
  readonly topic: number
  readonly epoch: number
  /** Points of the topic that this audience may see. */
  readonly members: Uint32Array
  /** Steps last sent, by point: what the next delta builds on. */
  readonly sent: Int32Array
  seq: number
  /** Recent deltas, oldest first; the last one has `seq`. */
  readonly kept: Uint8Array[]
  /** The full frame of this seq, when someone has asked for it. */
  full: Uint8Array | null
}

/** Marks the epoch of a staff channel: what a viewer has of the public one is then no base for its deltas. */
const STAFF = 0x8000_0000

/**
 * One tick, one encoding a channel, the same bytes for all. A channel is a topic as one audience sees it; the staff
 * has a channel of its own only in topics with restricted points, so that the rest is encoded once.
 */
export class Ticker {
  readonly epoch: number
  /** Delta frames encoded so far and their bytes, by topic. */
  readonly traffic: readonly { frames: number; bytes: number }[] = TOPICS.map(() => ({ frames: 0, bytes: 0 }))
  private readonly twin: Twin
  private readonly hidden: Uint8Array
  private readonly send: (channel: number, frame: Uint8Array) => void
  private readonly wanted: (channel: number) => boolean
  /** Public channels by topic, then those of the staff. */
  private readonly channels: readonly (Channel | null)[]

  /** `hidden` is 1 for each point the public does not see. `send` gets each delta once; `epoch` names this run; `wanted` tells whether somebody watches a staff channel. */
  constructor(
    twin: Twin,
    epoch: number,
    hidden: Uint8Array,
    send: (channel: number, frame: Uint8Array) => void,
    wanted: (channel: number) => boolean = () => true,
  ) {
    this.twin = twin
    this.epoch = epoch >>> 0
    this.hidden = hidden
    this.send = send
    this.wanted = wanted
    const { topic: topics } = twin.points
    const open = new Int32Array(twin.points.count)
    const staff = new Int32Array(hidden.includes(1) ? twin.points.count : 0)
    this.channels = [
      ...TOPICS.map((_, topic) =>
        channel(topic, this.epoch, open, i => topics[i] === topic && hidden[i] === 0, topics.length),
      ),
      ...TOPICS.map((_, topic) =>
        topics.some((t, i) => t === topic && hidden[i] === 1)
          ? channel(topic, (this.epoch ^ STAFF) >>> 0, staff, i => topics[i] === topic, topics.length)
          : null,
      ),
    ]
  }

  /** Number of the channel by which an audience sees a topic. */
  channelOf(topic: number, audience: Audience): number {
    const own = TOPICS.length + topic
    return audience === 'staff' && this.channels[own] ? own : topic
  }

  /** Numbers of all channels. */
  get numbers(): readonly number[] {
    return this.channels.flatMap((channel, number) => (channel ? [number] : []))
  }

  /** Encode and send what changed in each topic since the last tick. */
  tick(now: Instant): void {
    for (let topic = 0; topic < TOPICS.length; topic++) this.flush(topic, now)
  }

  /** What brings a viewer of a channel up to date: the deltas it missed when they are still there, else one full frame. */
  heal(number: number, have: { epoch: number; seq: number } | undefined, now: Instant): Uint8Array[] {
    const channel = this.channels[number]!
    this.flush(channel.topic, now)
    const missed = have && have.epoch === channel.epoch ? channel.seq - have.seq : Number.POSITIVE_INFINITY
    if (missed >= 0 && missed <= channel.kept.length) return missed === 0 ? [] : channel.kept.slice(-missed)
    channel.full ??= this.encode(channel, true, channel.members, now)
    return [channel.full]
  }

  private flush(topic: number, now: Instant): void {
    const changed = this.twin.takeChanged(topic)
    const staff = TOPICS.length + topic
    const split = this.channels[staff] !== null
    if (split && this.wanted(staff)) this.push(staff, changed, now)
    else if (split && changed.length > 0) this.skip(staff)
    this.push(topic, split ? changed.filter(i => this.hidden[i] === 0) : changed, now)
  }

  /** Nobody of the staff watches: nothing is encoded, and whoever comes gets a full frame, on which deltas build again. */
  private skip(number: number): void {
    const channel = this.channels[number]!
    channel.seq++
    channel.full = null
    channel.kept.length = 0
  }

  private push(number: number, changed: readonly number[], now: Instant): void {
    if (changed.length === 0) return
    const channel = this.channels[number]!
    channel.seq++
    channel.full = null
    const frame = this.encode(channel, false, changed, now)
    channel.kept.push(frame)
    if (channel.kept.length > KEPT) channel.kept.shift()
    const traffic = this.traffic[channel.topic]!
    traffic.frames++
    traffic.bytes += frame.length
    this.send(number, frame)
  }

  private encode(
    { topic, epoch, seq, sent }: Channel,
    full: boolean,
    indices: ArrayLike<number>,
    now: Instant,
  ): Uint8Array {
    const head = { full, topic, epoch, seq, at: this.newest(indices, now) }
    return encodeFrame(head, indices, this.twin, this.twin.steps, sent, deflate)
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

function channel(
  topic: number,
  epoch: number,
  sent: Int32Array,
  has: (point: number) => boolean,
  points: number,
): Channel {
  const members: number[] = []
  for (let i = 0; i < points; i++) if (has(i)) members.push(i)
  return { topic, epoch, members: Uint32Array.from(members), sent, seq: 0, kept: [], full: null }
}

function deflate(body: Uint8Array): Uint8Array {
  return deflateRawSync(body, { level: 1 })
}
