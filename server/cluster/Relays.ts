import type { Points } from '../../models/points.ts'
import type { Instant } from '../../models/units.ts'
import type { Audience } from '../../models/visibility.ts'
import type { Have } from '../../models/wire.ts'
import type { Log } from '../log/Log.ts'
import { ChannelPlan } from '../net/ChannelPlan.ts'
import type { Frames } from '../net/Frames.ts'
import { shardOf } from './names.ts'
import { Relay } from './Relay.ts'

/** What a gateway does with what comes over the log. */
export interface RelayEffects {
  /** Send a frame of the owner to all that hear the channel. */
  send(channel: number, frame: Uint8Array): void
  /** A whole frame of a new run was sent: numbers of the run before count no more. */
  restarted(channel: number): void
}

/** All channels of the owner as a gateway follows them: its frames for viewers, passed on byte by byte. */
export class Relays implements Frames {
  /** Frames passed on and their bytes, gaps in the log, and frames that were none. */
  readonly traffic = { frames: 0, bytes: 0, gaps: 0, faults: 0 }
  private readonly plan: ChannelPlan
  private readonly relays: readonly (Relay | null)[]
  private readonly effects: RelayEffects
  private readonly stops: (() => void)[] = []
  private run = 0

  /** `hidden` is 1 for each point the public does not see, as at the owner. */
  constructor(points: Points, hidden: Uint8Array, effects: RelayEffects) {
    this.plan = new ChannelPlan(points, hidden)
    this.relays = this.plan.members.map((members, channel) => members && new Relay(points, channel, members))
    this.effects = effects
  }

  /** The newest run heard of. */
  get epoch(): number {
    return this.run
  }

  get numbers(): readonly number[] {
    return this.plan.numbers
  }

  /** Channels without a picture to stand on: before the first whole frame, and after a gap until the next. */
  get broken(): number {
    return this.numbers.filter(channel => this.relays[channel]!.isBroken).length
  }

  channelOf(topic: number, audience: Audience): number {
    return this.plan.of(topic, audience)
  }

  standing(channel: number): { readonly epoch: number; readonly seq: number } {
    return this.relays[channel]!
  }

  heal(channel: number, have: Have | undefined, now: Instant): Uint8Array[] {
    return this.relays[channel]!.heal(have, now)
  }

  /** Follow the log from the newest whole frame of each channel on. Rejects when the log does not answer. */
  async follow(log: Log): Promise<void> {
    for (const channel of this.numbers) {
      const shard = shardOf(channel)
      const whole = await log.snapshot(shard)
      if (whole) this.hear(channel, whole.frame)
      const stop = await log.subscribe(shard, (whole?.seq ?? 0) + 1, (_, frame) => this.hear(channel, frame))
      this.stops.push(stop)
    }
  }

  close(): void {
    for (const stop of this.stops.splice(0)) stop()
  }

  private hear(channel: number, frame: Uint8Array): void {
    const relay = this.relays[channel]!
    const before = relay.epoch
    try {
      const taken = relay.take(frame)
      if (taken === 'gap') this.traffic.gaps++
      if (taken !== 'new') return
    } catch {
      this.traffic.faults++
      return
    }
    this.run = Math.max(this.run, relay.epoch)
    this.traffic.frames++
    this.traffic.bytes += frame.length
    this.effects.send(channel, frame)
    if (before !== 0 && relay.epoch !== before) this.effects.restarted(channel)
  }
}
