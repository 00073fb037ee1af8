import type { Topic } from '../../models/kind.ts'
import { type Points, topicIndex } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'

/** A topic that is watched and of which nothing comes. */
export interface LateTopic {
  readonly topic: Topic
  /** Own clock when its last frame came, or when it was first watched. */
  readonly since: Instant
}

/** No topic counts as late sooner than this many seconds: until then the server itself calls a fast point stale. */
const SHORTEST = 13
/** Periods without a frame that make a topic late. */
const MISSED = 3

/** Which topics this page watches, and when the last frame of each came: a page whose frames stay away knows it. */
export class Watched {
  private readonly heardAt = new Map<Topic, Instant>()

  /** From now on exactly these are watched. */
  watch(topics: readonly Topic[], now: Instant): void {
    for (const topic of this.heardAt.keys()) if (!topics.includes(topic)) this.heardAt.delete(topic)
    for (const topic of topics) if (!this.heardAt.has(topic)) this.heardAt.set(topic, now)
  }

  /** A frame of this topic came. */
  heard(topic: Topic, now: Instant): void {
    if (this.heardAt.has(topic)) this.heardAt.set(topic, now)
  }

  get topics(): readonly Topic[] {
    return [...this.heardAt.keys()]
  }

  /** The topics of which nothing came for three periods of their fastest point, the longest silent first. */
  late(points: Points, quality: Uint8Array, now: Instant): LateTopic[] {
    const late = [...this.heardAt].filter(
      ([topic, since]) => now - since > 1_000 * Math.max(SHORTEST, MISSED * periodOf(topic, points, quality)),
    )
    return late.map(([topic, since]) => ({ topic, since })).sort((a, b) => a.since - b.since)
  }
}

/** Shortest period of a topic's points that were last told as live, seconds; without one nothing is to be expected. */
function periodOf(topic: Topic, { count, topic: topics, spec }: Points, quality: Uint8Array): number {
  const byte = topicIndex(topic)
  let period = Number.POSITIVE_INFINITY
  for (let i = 0; i < count; i++)
    if (topics[i] === byte && (quality[i] === QUALITY.good || quality[i] === QUALITY.simulated))
      period = Math.min(period, spec[i]!.every)
  return period
}
