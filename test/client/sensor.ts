import { deflateSync } from 'fflate'
import type { Asset } from '../../models/asset.ts'
import { encodeFrame, type FrameSource } from '../../models/frame.ts'
import type { Points } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'

/** A gas sensor that stands in no building. */
export function sensor(id: string): Asset {
  return {
    id,
    kind: 'gasSensor',
    name: { ko: id, en: id },
    place: [0, 0, 0],
    heading: 0,
    provenance: 'synthetic',
    source: 'test',
    feature: -1,
    block: -1,
    subdistrict: -1,
  }
}

/** A full frame of the first topic as the server makes it: good values by point index, of the instant 1,000. */
export function fullFrame(
  points: Points,
  epoch: number,
  values: Readonly<Record<number, number>>,
): Uint8Array {
  const source: FrameSource = {
    values: new Float64Array(points.count),
    quality: new Uint8Array(points.count),
    times: new Float64Array(points.count).fill(1_000),
  }
  const indices = Object.keys(values).map(Number)
  for (const i of indices) {
    source.values[i] = values[i]!
    source.quality[i] = QUALITY.good
  }
  const sent = new Int32Array(points.count)
  const resolution = Float64Array.from(points.spec, spec => spec.resolution)
  return encodeFrame(
    { full: true, topic: 0, epoch, seq: 1, at: 1_000 },
    indices,
    source,
    resolution,
    sent,
    deflateSync,
  )
}
