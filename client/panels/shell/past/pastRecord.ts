import type { Asset } from '../../../../models/asset.ts'
import type { FrameState } from '../../../../models/frame.ts'
import { TOPICS, type Topic } from '../../../../models/kind.ts'
import type { KindName } from '../../../../models/kinds.ts'
import type { Points } from '../../../../models/points.ts'
import { QUALITY } from '../../../../models/quality.ts'
import { isMasked } from '../../../../models/visibility.ts'

/** How much of a domain a past instant has on record. */
export interface TopicRecord {
  readonly topic: Topic
  readonly told: number
  readonly points: number
  /** What is missing of it, by kind. */
  readonly missing: readonly KindRecord[]
}

/** The assets of one kind that lack points on record, by their index, of so many. */
export interface KindRecord {
  readonly kind: KindName
  readonly assets: readonly number[]
  readonly of: number
}

/** What is on record at the instant shown, of the domains whose frames have been heard: a point without a reading has none. What this viewer may not see does not count. */
export function pastRecord(
  points: Points,
  assets: readonly Asset[],
  { quality }: Pick<FrameState, 'quality'>,
  heard: readonly (object | null)[],
): TopicRecord[] {
  const told = new Array<number>(TOPICS.length).fill(0)
  const all = new Array<number>(TOPICS.length).fill(0)
  const kinds = TOPICS.map(() => new Map<KindName, { of: number; assets: number[] }>())
  assets.forEach((asset, index) => {
    const [first, end] = [points.first[index]!, points.first[index + 1]!]
    if (first === end || isMasked(asset)) return
    const topic = points.topic[first]!
    let n = 0
    for (let i = first; i < end; i++) if (quality[i] !== QUALITY.none) n++
    told[topic]! += n
    all[topic]! += end - first
    const kind = kinds[topic]!.get(asset.kind) ?? { of: 0, assets: [] }
    kind.of++
    if (n < end - first) kind.assets.push(index)
    kinds[topic]!.set(asset.kind, kind)
  })
  return TOPICS.flatMap((topic, byte) => {
    if (!heard[byte] || all[byte] === 0) return []
    const missing = [...kinds[byte]!]
      .filter(([, lacking]) => lacking.assets.length > 0)
      .map(([kind, lacking]) => ({ kind, ...lacking }))
    return [{ topic, told: told[byte]!, points: all[byte]!, missing }]
  })
}
