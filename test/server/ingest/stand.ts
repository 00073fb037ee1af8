import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { numberPoints, type Points } from '../../../models/points.ts'
import type { Alarms } from '../../../server/alarms/Alarms.ts'
import type { Clock } from '../../../server/clock.ts'
import { Gate } from '../../../server/ingest/accept.ts'
import { Mapping } from '../../../server/ingest/mapping/Mapping.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { looseAlarms } from '../alarms/looseAlarms.ts'
import { asset, smallSite, TestClock } from '../fixture.ts'

interface Stand<C extends Clock> {
  readonly clock: C
  readonly points: Points
  readonly twin: Twin
  readonly alarms: Alarms
  readonly gate: Gate
  readonly mapping: Mapping
  /** Value and quality of a point now. */
  readonly now: (asset: string, point: string, part?: number) => (number | undefined)[]
}

/** A gate with twin, alarms and mapping over the small site and a second air station. */
export function stand<C extends Clock>(mappingFile: string | null, clock: C): Stand<C>
export function stand(mappingFile?: string | null): Stand<TestClock>
export function stand(mappingFile: string | null = null, clock: Clock = new TestClock()): Stand<Clock> {
  const site = smallSite()
  const assets = [...site.assets, asset('airStation', { id: 'air-2' })]
  const points = numberPoints(assets)
  const twin = new Twin(points)
  const alarms = looseAlarms(twin, assets, clock)
  const gate = new Gate(points, twin, clock)
  const mapping = new Mapping(mappingFile, points, clock)
  const now = (asset: string, point: string, part = 0) => {
    const i = points.find(asset, point, part)
    return [twin.values[i], twin.quality[i]]
  }
  return { clock, points, twin, alarms, gate, mapping, now }
}

/** A folder of its own and the way to remove it. */
export function tempFolder(): { path: (name: string) => string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'twin-ingest-'))
  return {
    path: name => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
