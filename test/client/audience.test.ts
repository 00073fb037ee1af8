import { afterEach, expect, test, vi } from 'vitest'
import { alarms, presentAlarms } from '../../client/live/alarms.ts'
import { health } from '../../client/live/health.ts'
import { editRecords, newId, records, recordsOf } from '../../client/live/records.ts'
import { logOut, session } from '../../client/live/session.ts'
import { telemetry } from '../../client/live/telemetry.ts'
import { world } from '../../client/live/world.ts'
import { useSelection } from '../../client/state/selection.ts'
import { QUALITY } from '../../models/quality.ts'
import { isMasked } from '../../models/visibility.ts'
import { runTwin, TestClock } from '../server/fixture.ts'
import { openPage, worldOf } from './livePage.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  world.setState({ loaded: null, cleared: 0 })
  vi.unstubAllGlobals()
})
const SOON = { timeout: 20_000, interval: 20 }

test('after a logout no name, value, alarm, record or choice of the staff is left in the page', async () => {
  const twin = await runTwin(new TestClock(Date.now()))
  const ticks = setInterval(() => twin.tick(), 250)
  closers.push(
    () => twin.close(),
    () => clearInterval(ticks),
  )
  const { points, sight } = twin
  const hidden = [...points.asset.keys()].filter(i => !sight.seesPoint('public', i))
  const known = () => hidden.filter(i => telemetry.getState().state.quality[i] !== QUALITY.none)
  world.setState({ loaded: worldOf(twin), cleared: 0 })
  const page = await openPage(twin, 'operator')
  closers.push(() => page.close())
  await expect.poll(() => health.getState().line, SOON).toBe('live')
  for (const i of hidden) twin.twin.apply(i, points.spec[i]!.range[1], Date.now(), QUALITY.good)
  await expect.poll(() => known().length, SOON).toBeGreaterThan(0)
  await expect.poll(() => presentAlarms.getState().all.size, SOON).toBeGreaterThan(0)
  const camera = points.assetIndex('camera')
  useSelection.getState().select({ type: 'asset', index: camera })
  expect(hidden.map(i => points.asset[i])).toContain(camera)
  const fields = {
    text: 'for the shift',
    asset: 'camera',
    place: null,
    at: null,
    answers: null,
    state: 'open',
  }
  editRecords([{ type: 'note', id: newId(), fields: { ...fields, readers: 'staff' } }])
  await expect.poll(() => [recordsOf('note').length, records.getState().pending], SOON).toEqual([1, 0])

  await logOut()
  expect(session.getState().view?.role).toBe('viewer')
  expect([recordsOf('note'), records.getState().canUndo]).toEqual([[], false])
  expect([known(), presentAlarms.getState().all.size, alarms.getState().all.size]).toEqual([[], 0, 0])
  await expect.poll(() => world.getState().cleared, SOON).toBe(1)
  expect(isMasked(world.getState().loaded!.site.assets[camera]!)).toBe(true)
  expect(useSelection.getState().selected).toBeNull()
  await expect.poll(() => health.getState().line, SOON).toBe('live')
  await expect.poll(() => alarms.getState().known, SOON).toBe(true)
  expect([recordsOf('note'), records.getState().canUndo, known()]).toEqual([[], false, []])
  expect([...alarms.getState().all.values()].filter(({ point }) => hidden.includes(point))).toEqual([])
}, 60_000)
