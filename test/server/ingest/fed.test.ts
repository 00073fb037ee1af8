import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { alarmIndex } from '../../../models/alarm.ts'
import { QUALITY } from '../../../models/quality.ts'
import { simulator } from '../../../server/ingest/simulator/simulator.ts'
import { loggedIn } from '../accounts/frontDoor.ts'
import { asset, runTwin, smallSite, TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { subjects } from '../tables.ts'
import type { Running } from '../twinUnderTest.ts'

const folder = mkdtempSync(join(tmpdir(), 'fed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const site = smallSite([
  asset('fireDetector', { id: 'fire-1' }),
  asset('fireDetector', { id: 'fire-2' }),
  asset('gasSensor', { id: 'gas-1' }),
])

/** Where a twin of a test keeps its database, over its restarts. */
const places = stores.map(([engine, open]) => {
  const where = async () => {
    if (engine === 'sqlite') return join(folder, `${Math.random()}.db`)
    const made = await open(subjects)
    closers.push(() => made.close())
    return made.where
  }
  return [engine, where] as const
})

async function start(store: string, clock: TestClock): Promise<Running> {
  return runTwin(clock, [simulator(site, 5, clock)], 250, { site, store })
}

const smokeOf = ({ points }: Running, id = 'fire-1') => points.find(id, 'smoke')
const stateOf = (twin: Running, point: number) => twin.alarms.view(alarmIndex(point, 'state')).state
const detect = (twin: Running, value: number, id = 'fire-1') =>
  expect(twin.gate.offer({ asset: id, point: 'smoke', value }, 'http')).toBeNull()
/** Let the store take what waits. */
const written = () => new Promise(resolve => setTimeout(resolve, 50))

test.each(places)(
  '%s: a detector that said fire once goes stale, and neither time nor a restart makes the simulator clear it',
  async (_, where) => {
    const clock = new TestClock()
    const store = await where()
    const twin = await start(store, clock)
    const smoke = smokeOf(twin)
    clock.advance(30_000)
    expect(twin.twin.quality[smoke]).toBe(QUALITY.simulated)
    detect(twin, 1)
    // Slowly enough for the history to keep up: a slot is a quarter of an hour.
    for (let k = 0; k < 2; k++) {
      clock.advance(5 * 60_000)
      await twin.history.drain(clock.now())
    }
    expect([twin.twin.values[smoke], twin.twin.quality[smoke]]).toEqual([1, QUALITY.stale])
    expect(stateOf(twin, smoke)).toBe('unacknowledged')
    expect(twin.twin.quality[twin.points.find('fire-1', 'temperature')]).toBe(QUALITY.none)
    expect(twin.twin.quality[smokeOf(twin, 'fire-2')]).toBe(QUALITY.simulated)
    await written()
    await twin.close()

    clock.advance(10 * 60_000)
    const again = await start(store, clock)
    clock.advance(600_000)
    expect([again.twin.values[smoke], again.twin.quality[smoke]]).toEqual([1, QUALITY.stale])
    expect(stateOf(again, smoke)).toBe('unacknowledged')
    expect(again.gate.fed.ownsAsset(again.points.assetIndex('fire-1'))).toBe(true)
    await again.close()
  },
  30_000,
)

test('an engineer gives an asset back, with a reason and in the audit; nobody else does', async () => {
  const clock = new TestClock()
  const twin = await start(join(folder, 'back.db'), clock)
  closers.push(() => twin.close())
  detect(twin, 0)
  clock.advance(120_000)
  await written()
  const [engineer, operator] = [await loggedIn(twin, 'engineer'), await loggedIn(twin, 'operator')]
  expect((await operator.send('GET', '/api/fed')).body).toMatchObject({
    assets: [{ asset: 'fire-1', points: [{ point: 'smoke', part: 0, source: 'http' }] }],
  })
  const give = (who: typeof engineer, body?: object) => who.send('DELETE', '/api/fed/fire-1', body)
  expect((await give(operator, { reason: 'removed' })).status).toBe(403)
  expect((await give(engineer, {})).status).toBe(400)
  expect((await engineer.send('DELETE', '/api/fed/fire-2', { reason: 'x' })).status).toBe(404)
  expect((await give(engineer, { reason: 'the detector was removed' })).status).toBe(204)
  clock.advance(30_000)
  expect(twin.twin.quality[smokeOf(twin)]).toBe(QUALITY.simulated)
  expect(await twin.store.db.selectFrom('fed').selectAll().execute()).toEqual([])
  const entries = await twin.store.db.selectFrom('audit').selectAll().execute()
  expect(JSON.stringify(entries)).toContain('asset:giveBack')
})

test('what was simulated of an asset is no alarm once a device speaks, nor of its kind, until it is given back', async () => {
  const clock = new TestClock()
  const twin = await runTwin(clock, [], 250, { site, store: join(folder, 'kind.db') })
  closers.push(() => twin.close())
  const { gate, points, alarms } = twin
  const leak = points.find('gas-1', 'combustible')
  const fire2 = smokeOf(twin, 'fire-2')
  const overheated = points.find('fire-1', 'temperature')
  gate.simulate([overheated, fire2, leak], [200, 1, 30], clock.now())
  clock.advance(250)
  expect(alarms.summary.all).toMatchObject({ count: 3, simulated: 3 })
  expect(alarms.view(alarmIndex(fire2, 'state'))).toMatchObject({ simulated: true })

  detect(twin, 1)
  clock.advance(250)
  expect(alarms.summary.list.map(({ point, simulated }) => [point, simulated])).toEqual([
    [smokeOf(twin), false],
    [leak, true],
  ])
  gate.simulate([fire2], [1], clock.now())
  expect(stateOf(twin, fire2)).toBe('normal')

  const engineer = await loggedIn(twin, 'engineer')
  const set = (setting: string) =>
    engineer.send('PUT', '/api/alarms/simulated', { setting, reason: 'exercise' })
  expect((await engineer.send('GET', '/api/alarms/simulated')).body).toEqual({
    setting: 'auto',
    realKinds: ['fireDetector'],
  })
  expect((await set('shown')).status).toBe(200)
  expect(stateOf(twin, fire2)).toBe('unacknowledged')
  expect((await set('hidden')).status).toBe(200)
  expect(alarms.summary.list.map(({ point }) => point)).toEqual([smokeOf(twin)])
  expect((await set('auto')).status).toBe(200)
  expect(alarms.summary.all).toMatchObject({ count: 2, simulated: 1 })
})

test('a simulated alarm that a device confirms is a real one, journalled as such', async () => {
  const clock = new TestClock()
  const twin = await runTwin(clock, [], 250, { site, store: join(folder, 'confirm.db') })
  closers.push(() => twin.close())
  const smoke = smokeOf(twin)
  twin.gate.simulate([smoke], [1], clock.now())
  detect(twin, 1)
  clock.advance(250)
  expect(twin.alarms.view(alarmIndex(smoke, 'state'))).toMatchObject({
    state: 'unacknowledged',
    simulated: false,
  })
  await twin.alarms.journal.flush()
  const rows = await twin.store.db.selectFrom('alarm_journal').selectAll().orderBy('number').execute()
  expect(rows.map(({ event, simulated }) => [event, simulated])).toEqual([
    ['raise', 1],
    ['withdraw', 1],
    ['raise', 0],
  ])
})

test('devices that speak for 8,000 machines one after the other, each in alarm, hold nobody up', async () => {
  const assets = Array.from({ length: 8_000 }, (_, k) => asset('machine', { id: `m${k}` }))
  const many = await runTwin(new TestClock(), [], null, { site: smallSite(assets) })
  const began = process.cpuUsage()
  for (const { id } of assets) {
    many.gate.offer({ asset: id, point: 'state', value: 3 }, 'test')
    many.gate.offer({ asset: id, point: 'load', value: 160 }, 'test')
  }
  const { user, system } = process.cpuUsage(began)
  // A second of work; ten and more as long as all alarms and assets were looked through for each.
  expect((user + system) / 1e6).toBeLessThan(4)
  expect(many.alarms.lives.size).toBe(16_000)
  await many.close()
})
