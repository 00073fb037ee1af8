import { InstancedMesh } from 'three'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Things } from '../../client/gpu/overlay/Things.ts'
import { LAYERS } from '../../client/layers.ts'
import { openTelemetry } from '../../client/live/telemetry.ts'
import { topicsFor } from '../../client/live/topics.ts'
import { MODES } from '../../client/modes.ts'
import { search, searchIndex } from '../../client/panels/shell/search/searchIndex.ts'
import { quietSign } from '../../client/scene/overlays/signs.ts'
import { modeOf, useView } from '../../client/state/view.ts'
import type { Asset } from '../../models/asset.ts'
import type { Kind } from '../../models/kind.ts'
import { type KindName, kinds } from '../../models/kinds.ts'
import { numberPoints } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import { simulator } from '../../server/ingest/simulator/simulator.ts'
import { asset, KEY, NOON, runTwin, smallSite, TestClock } from '../server/fixture.ts'
import type { Running } from '../server/twinUnderTest.ts'
import { warden } from './warden.ts'
import { water } from './water.ts'
import { waterGauge } from './waterGauge.ts'

const table = kinds as unknown as Record<string, Kind>
const gauge: Asset = asset('waterGauge' as KindName, {
  id: 'gauge-1',
  name: { ko: '남천 수위계', en: 'Namcheon gauge' },
})
let twin: Running
const clock = new TestClock()

beforeAll(async () => {
  table.waterGauge = waterGauge
  useView.getState().declare([...MODES, warden], [...LAYERS, water])
  twin = await runTwin(clock, [simulator(smallSite([gauge]), 7, clock)], null, { site: smallSite([gauge]) })
})
afterAll(async () => {
  delete table.waterGauge
  await twin.close()
})

const read = async (path: string) => (await fetch(twin.url + path)).json()

test('a kind in the table is simulated', () => {
  expect(twin.points.count).toBe(1)
  expect(twin.twin.quality[0]).toBe(QUALITY.simulated)
  expect(Math.abs(twin.twin.values[0]! - 40)).toBeLessThanOrEqual(20)
})

test('it is taken from a device, raises an alarm above its limit and is stored', async () => {
  const samples = [{ asset: 'gauge-1', point: 'level', value: 97, unit: '%' }]
  const answer = await fetch(`${twin.url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples }),
  })
  expect(await answer.json()).toMatchObject({ accepted: 1 })
  clock.advance(2_000)
  await twin.tick()
  const told = JSON.stringify(await read('/api/alarms'))
  expect(told).toContain('gauge-1')
  expect(told).toContain('highHigh')
  const past = await read(`/api/points/gauge-1/level/history?from=${NOON - 1000}&to=${NOON + 60_000}`)
  expect(JSON.stringify(past)).toContain('97')
})

test('it is found by its name, and its layer asks for its topic', () => {
  const [found] = search(searchIndex(smallSite([gauge])), '남천', 5)
  expect(found).toMatchObject({ target: { type: 'asset', index: 0 }, about: { ko: '수위계' } })
  expect(topicsFor(new Set(['water']), null, smallSite([gauge]))).toEqual(['environment'])
  expect(topicsFor(new Set(['energy']), null, smallSite([gauge]))).not.toContain('environment')
})

test('it has a sign and a form of its own', () => {
  openTelemetry(numberPoints([gauge]))
  const shown = { value: 100, stale: false, bad: false }
  expect(quietSign(gauge, shown, false, false)).toMatchObject({ glyph: 'square', size: 40, colour: 0xf4f1a0 })
  const things = new Things([{ form: waterGauge.form, place: gauge.place, heading: 0, scale: 1 }])
  expect(things.children.map(mesh => mesh instanceof InstancedMesh && mesh.count)).toEqual([1])
})

test('its mode has an address and its own first layers', () => {
  const { modes, setMode } = useView.getState()
  expect(modeOf('/warden', modes)).toBe('warden')
  setMode('warden')
  expect([...useView.getState().layers]).toEqual(['water'])
})
