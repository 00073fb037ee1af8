import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Asset } from '../../../models/asset.ts'
import { numberPoints, topicIndex } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { Ticker } from '../../../server/net/ticker.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { judge, type Verdict } from '../verdict.ts'
import { HARNESS_COPY } from './harness.ts'

const ASSETS = 50_000

interface Telemetry {
  next(): { idx: Uint32Array; val: Float32Array }
}
interface HarnessWorkload {
  Workload: new (assets: number, fraction: number) => Telemetry
  toJsonUpdates(tick: object): object[]
}

/** Bytes of a full frame of the harness's telemetry, against the JSON a Socket.IO server would send who joins. */
export async function snapshotVerdict(): Promise<Verdict> {
  const file = pathToFileURL(resolve(HARNESS_COPY, 'lib/workload.mjs')).href
  const { Workload, toJsonUpdates } = (await import(file)) as HarnessWorkload
  const tick = new Workload(ASSETS, 1).next()
  const points = numberPoints(benchAssets(ASSETS))
  const twin = new Twin(points)
  tick.idx.forEach((i, k) => {
    twin.apply(points.first[i]!, tick.val[k]!, 1_000, QUALITY.good)
  })
  const ticker = new Ticker(twin, 1, new Uint8Array(points.count), () => undefined)
  const [frame] = ticker.heal(topicIndex('mobility'), undefined, 1_000)
  const json = Buffer.byteLength(JSON.stringify(['snapshot', toJsonUpdates(tick)]))
  return judge('bytes of a snapshot, against JSON', [frame!.length], [json], 1 / 15)
}

/** Assets for the harness's telemetry: the first point of a bus, `progress`, is a number in steps of 0.01 like its values. */
export function benchAssets(count: number): Asset[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `a${i}`,
    kind: 'bus',
    name: { ko: '', en: '' },
    place: [0, 0, 0],
    heading: 0,
    provenance: 'synthetic',
    source: 'bench',
    feature: -1,
    block: -1,
    subdistrict: -1,
  }))
}
