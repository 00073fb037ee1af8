import { topicOf } from '../../models/channel.ts'
import { TOPICS } from '../../models/kind.ts'
import type { Instant } from '../../models/units.ts'
import type { Audience } from '../../models/visibility.ts'
import type { Have } from '../../models/wire.ts'
import type { Twin } from '../twin/twin.ts'
import { Channel, nothingTold } from './Channel.ts'
import { ChannelPlan } from './ChannelPlan.ts'
import type { Frames } from './Frames.ts'

/** One tick, one encoding a channel (ChannelPlan), the same bytes for all. */
export class Ticker implements Frames {
  readonly epoch: number
  /** Delta frames encoded so far and their bytes, by topic. */
  readonly traffic: readonly { frames: number; bytes: number }[] = TOPICS.map(() => ({ frames: 0, bytes: 0 }))
  private readonly plan: ChannelPlan
  private readonly twin: Twin
  private readonly hidden: Uint8Array
  private readonly send: (channel: number, frame: Uint8Array) => void
  private readonly wanted: (channel: number) => boolean
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
    this.plan = new ChannelPlan(twin.points, hidden)
    const { count } = twin.points
    const open = nothingTold(count)
    const staff = nothingTold(hidden.includes(1) ? count : 0)
    this.channels = this.plan.members.map((members, number) => {
      if (!members) return null
      const told = number < TOPICS.length ? open : staff
      return new Channel(number, this.epoch, twin, members, told)
    })
  }

  get numbers(): readonly number[] {
    return this.plan.numbers
  }

  channelOf(topic: number, audience: Audience): number {
    return this.plan.of(topic, audience)
  }

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
  heal(number: number, have: Have | undefined, now: Instant): Uint8Array[] {
    const topic = topicOf(number)
    if (this.flushed[topic] === 0) this.flush(topic, now)
    this.flushed[topic] = 1
    return this.channels[number]!.since(have, now)
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
    const traffic = this.traffic[topicOf(number)]!
    traffic.frames++
    traffic.bytes += frame.length
    this.send(number, frame)
  }
}
