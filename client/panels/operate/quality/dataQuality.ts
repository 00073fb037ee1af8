import type { FrameState } from '../../../../models/frame.ts'
import { TOPICS, type Topic } from '../../../../models/kind.ts'
import type { Points } from '../../../../models/points.ts'
import { QUALITY, qualityNow } from '../../../../models/quality.ts'
import type { Instant } from '../../../../models/units.ts'

/** What the values of one topic are worth at an instant. */
export interface TopicQuality {
  readonly told: number
  readonly simulated: number
  readonly stale: number
  readonly bad: number
  /** Instant of the oldest value that is stale; NaN when none is. */
  readonly oldest: Instant
}

/** Count the values of each topic by quality; points that never had a reading and topics whose frames this page does not get are not counted. */
export function dataQuality(
  points: Points,
  { quality, times }: FrameState,
  watched: readonly Topic[],
  now: Instant,
): TopicQuality[] {
  const heard = TOPICS.map(topic => watched.includes(topic))
  const counts = TOPICS.map(() => ({ told: 0, simulated: 0, stale: 0, bad: 0, oldest: Number.NaN }))
  for (let i = 0; i < points.count; i++) {
    const code = quality[i]!
    if (code === QUALITY.none || !heard[points.topic[i]!]) continue
    const count = counts[points.topic[i]!]!
    const at = times[i]!
    count.told++
    if (code === QUALITY.simulated) count.simulated++
    const seen = qualityNow(code, at, points.spec[i]!.every, now)
    if (seen === QUALITY.bad) count.bad++
    if (seen !== QUALITY.stale) continue
    count.stale++
    if (!(at >= count.oldest)) count.oldest = at
  }
  return counts
}
