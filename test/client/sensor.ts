import { deflateSync } from 'fflate'
import type { StandingAlarm } from '../../models/alarm.ts'
import type { Asset } from '../../models/asset.ts'
import { encodeFrame, type FrameSource } from '../../models/frame.ts'
import type { Points } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'

/** A gas sensor that stands in no building, unless `more` says otherwise. */
export function sensor(id: string, more: Partial<Asset> = {}): Asset {
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
    ...more,
  }
}

/** A full frame of the first topic, the first of its epoch. */
export function fullFrame(
  points: Points,
  epoch: number,
  values: Readonly<Record<number, number>>,
): Uint8Array {
  return frameOf(points, { full: true, epoch, seq: 1 }, values, new Int32Array(points.count))
}

/** A frame of the first topic as the server makes it: good values by point index, of the instant 1,000; `sent` are the steps it builds on and leaves. */
export function frameOf(
  points: Points,
  head: { readonly full: boolean; readonly epoch: number; readonly seq: number },
  values: Readonly<Record<number, number>>,
  sent: Int32Array,
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
  const resolution = Float64Array.from(points.spec, spec => spec.resolution)
  return encodeFrame({ ...head, channel: 0, at: 1_000 }, indices, source, resolution, sent, deflateSync)
}

/** An unacknowledged high alarm of a point. */
export function alarmOf(point: number, severity: StandingAlarm['severity'], number: number): StandingAlarm {
  return {
    point,
    source: 'level',
    severity,
    cause: 'high',
    value: 1,
    since: 0,
    trip: { cause: 'high', severity, value: 1, at: 0, limit: 1 },
    simulated: false,
    state: 'unacknowledged',
    active: true,
    number,
    first: false,
    until: null,
    by: null,
    reason: null,
  }
}
