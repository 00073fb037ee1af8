import { TOPICS } from '../../models/kind.ts'
import type { Instant } from '../../models/units.ts'
import type { Audience } from '../../models/visibility.ts'
import type { Twin } from '../twin/twin.ts'
import { Channel, nothingTold, type Told } from './Channel.ts'

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
  /** Numbers of all channels. */
  readonly numbers: readonly number[]
  private readonly twin: Twin
  private readonly hidden: Uint8Array
  private readonly send: (channel: number, frame: Uint8Array) => void
  private readonly wanted: (channel: number) => boolean
  /** Public channels by topic, then those of the staff. */
  private readonly channels: readonly (Channel | null)[]
  /** 1 for each topic already flushed for somebody who came since the last tick. */
  private readonly flushed = new Uint8Array(TOPICS.length)

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
    const { topic: topics, count } = twin.points
    const open = nothingTold(count)
    const staff = nothingTold(hidden.includes(1) ? count : 0)
    const make = (topic: number, name: number, told: Told, has: (point: number) => boolean) =>
      new Channel(
        topic,
        name >>> 0,
        twin,
        pointsWhere(topics, (t, i) => t === topic && has(i)),
        told,
      )
    this.channels = [
      ...TOPICS.map((_, topic) => make(topic, this.epoch, open, i => hidden[i] === 0)),
      ...TOPICS.map((_, topic) =>
        topics.some((t, i) => t === topic && hidden[i] === 1)
          ? make(topic, this.epoch ^ STAFF, staff, () => true)
          : null,
      ),
    ]
    this.numbers = this.channels.flatMap((channel, number) => (channel ? [number] : []))
  }

  /** Number of the channel by which an audience sees a topic. */
  channelOf(topic: number, audience: Audience): number {
    const own = TOPICS.length + topic
    return audience === 'staff' && this.channels[own] ? own : topic
  }

  /** Where a channel stands: what a viewer has that took its last frame. */
  standing(number: number): { readonly epoch: number; readonly seq: number } {
    return this.channels[number]!
  }

  /** Encode and send what changed in each topic since the last tick. */
  tick(now: Instant): void {
    for (let topic = 0; topic < TOPICS.length; topic++) this.flush(topic, now)
    this.flushed.fill(0)
  }

  /**
   * What brings a viewer of a channel up to date. The first to come after a tick gets what changed since it as well;
   * those after it get what it got, so that a thousand viewers who come at once cost one snapshot a tick.
   */
  heal(
    number: number,
    have: { readonly epoch: number; readonly seq: number } | undefined,
    now: Instant,
  ): Uint8Array[] {
    const channel = this.channels[number]!
    if (this.flushed[channel.topic] === 0) this.flush(channel.topic, now)
    this.flushed[channel.topic] = 1
    return channel.since(have, now)
  }

  private flush(topic: number, now: Instant): void {
    const changed = this.twin.takeChanged(topic)
    if (changed.length === 0) return
    const staff = TOPICS.length + topic
    const split = this.channels[staff]
    if (split && this.wanted(staff)) this.push(staff, changed, now)
    else split?.skip()
    this.push(topic, split ? changed.filter(i => this.hidden[i] === 0) : changed, now)
  }

  private push(number: number, changed: Uint32Array, now: Instant): void {
    if (changed.length === 0) return
    const frame = this.channels[number]!.next(changed, now)
    const traffic = this.traffic[number % TOPICS.length]!
    traffic.frames++
    traffic.bytes += frame.length
    this.send(number, frame)
  }
}

function pointsWhere(topics: Uint8Array, has: (topic: number, point: number) => boolean): Uint32Array {
  const points: number[] = []
  for (let i = 0; i < topics.length; i++) if (has(topics[i]!, i)) points.push(i)
  return Uint32Array.from(points)
}
