import type { Asset } from './asset.ts'
import { type PointSpec, TOPICS, type Topic } from './kind.ts'
import { kindOf } from './kinds.ts'

/** Every point of the site in one dense order, the same on both sides because both build it from the same assets. */
export interface Points {
  readonly count: number
  /** By point index. */
  readonly asset: Uint32Array
  readonly part: Uint16Array
  readonly spec: readonly PointSpec[]
  readonly name: readonly string[]
  readonly topic: Uint8Array
  /** First point of each asset, by asset index; one more entry at the end. */
  readonly first: Uint32Array
  /** Id of each asset, by asset index. */
  readonly assetIds: readonly string[]
  /** Point index of (asset id, point name, part), or -1. */
  find(assetId: string, point: string, part?: number): number
  /** Asset index of an id, or -1. */
  assetIndex(assetId: string): number
}

/** Numbers the points of these assets: assets in their order, points in the order of the kind, parts within a point. */
export function numberPoints(assets: readonly Asset[]): Points {
  const asset: number[] = []
  const part: number[] = []
  const spec: PointSpec[] = []
  const name: string[] = []
  const topic: number[] = []
  const first = new Uint32Array(assets.length + 1)
  const byId = new Map<string, number>()
  assets.forEach((a, i) => {
    const kind = kindOf(a.kind)
    byId.set(a.id, i)
    first[i] = asset.length
    for (const [pointName, pointSpec] of Object.entries(kind.points)) {
      const parts = pointSpec.perPart ? (a.parts ?? 0) : 1
      for (let p = 0; p < parts; p++) {
        asset.push(i)
        part.push(p)
        spec.push(pointSpec)
        name.push(pointName)
        topic.push(topicIndex(kind.topic))
      }
    }
  })
  first[assets.length] = asset.length
  return {
    count: asset.length,
    asset: Uint32Array.from(asset),
    part: Uint16Array.from(part),
    spec,
    name,
    topic: Uint8Array.from(topic),
    first,
    assetIds: assets.map(({ id }) => id),
    assetIndex: id => byId.get(id) ?? -1,
    find(id, point, partIndex = 0) {
      const i = byId.get(id)
      if (i === undefined) return -1
      for (let p = first[i]!; p < first[i + 1]!; p++) {
        if (name[p] === point)
          return part[p + partIndex] === partIndex && name[p + partIndex] === point ? p + partIndex : -1
      }
      return -1
    },
  }
}

/** Byte of a topic on the wire. */
export function topicIndex(topic: Topic): number {
  return TOPICS.indexOf(topic)
}
