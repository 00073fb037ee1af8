import type { FrameState } from '../../../models/frame.ts'
import { TOPICS, type Topic } from '../../../models/kind.ts'
import type { Points } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'

/** How much of a domain a past instant has on record. */
export interface TopicRecord {
  readonly topic: Topic
  readonly told: number
  readonly points: number
}

/** What is on record at the instant shown, of the domains whose frames have been heard: a point without a reading has none. */
export function pastRecord(
  points: Points,
  { quality }: Pick<FrameState, 'quality'>,
  heard: readonly (object | null)[],
): TopicRecord[] {
  const told = new Array<number>(TOPICS.length).fill(0)
  const all = new Array<number>(TOPICS.length).fill(0)
  for (let i = 0; i < points.count; i++) {
    const topic = points.topic[i]!
    all[topic]!++
    if (quality[i] !== QUALITY.none) told[topic]!++
  }
  return TOPICS.flatMap((topic, byte) =>
    heard[byte] && all[byte]! > 0 ? [{ topic, told: told[byte]!, points: all[byte]! }] : [],
  )
}
