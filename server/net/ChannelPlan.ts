import { channelNumber } from '../../models/channel.ts'
import { TOPICS } from '../../models/kind.ts'
import type { Points } from '../../models/points.ts'
import type { Audience } from '../../models/visibility.ts'

/**
 * How a site's points are divided into channels (models/channel.ts). The staff has one of its own only in topics with
 * restricted points, so that the rest is encoded once. Owner and gateways divide alike.
 */
export class ChannelPlan {
  /** Numbers of all channels: the public ones by topic, then those of the staff. */
  readonly numbers: readonly number[]
  /** Points of each channel, ascending; null where there is no such channel. */
  readonly members: readonly (Uint32Array | null)[]

  /** `hidden` is 1 for each point the public does not see. */
  constructor({ topic: topics }: Points, hidden: Uint8Array) {
    this.members = [
      ...TOPICS.map((_, topic) => pointsWhere(topics, (t, i) => t === topic && hidden[i] === 0)),
      ...TOPICS.map((_, topic) =>
        topics.some((t, i) => t === topic && hidden[i] === 1) ? pointsWhere(topics, t => t === topic) : null,
      ),
    ]
    this.numbers = this.members.flatMap((members, number) => (members ? [number] : []))
  }

  /** Number of the channel by which an audience sees a topic. */
  of(topic: number, audience: Audience): number {
    const own = channelNumber(topic, audience)
    return this.members[own] ? own : topic
  }
}

function pointsWhere(topics: Uint8Array, has: (topic: number, point: number) => boolean): Uint32Array {
  const points: number[] = []
  for (let i = 0; i < topics.length; i++) if (has(topics[i]!, i)) points.push(i)
  return Uint32Array.from(points)
}
