import { afterEach, expect, test, vi } from 'vitest'
import { LAYERS } from '../../client/layers.ts'
import { health } from '../../client/live/health.ts'
import { moment } from '../../client/live/moment.ts'
import { telemetry } from '../../client/live/telemetry.ts'
import { goLive, seek } from '../../client/live/timeMachine.ts'
import { useSelection } from '../../client/state/selection.ts'
import { useView } from '../../client/state/view.ts'
import { type KindName, kinds } from '../../models/kinds.ts'
import { topicIndex } from '../../models/points.ts'
import { ROLES, type Role } from '../../models/role.ts'
import { simulator } from '../../server/ingest/simulator/simulator.ts'
import { room } from '../../server/net/room.ts'
import { mulberry } from '../server/alarms/crashPlant.ts'
import { asset, runTwin, smallSite, TestClock } from '../server/fixture.ts'
import type { Running } from '../server/twinUnderTest.ts'
import { type LivePage, openPage, PageClock, wrongValues } from './livePage.ts'

/** Cameras and the liquid hydrogen plant are restricted: the staff has channels of its own in `control` and `energy`. */
const site = smallSite([
  ...(Object.keys(kinds) as KindName[]).map(kind => asset(kind)),
  asset('hydrogen', { id: 'h2-liquid-plant' }),
  asset('solar', { id: 'solar-2' }),
  asset('gasSensor', { id: 'gas-2' }),
])
/** Steps of a quarter of a second between two changes of what is watched: two seconds. */
const STEPS = 8
/** Virtual minutes a role is followed for. */
const MINUTES = process.env.TWIN_LONG ? 5 : 2

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  vi.unstubAllGlobals()
})

/** Let what is on the way arrive. */
const arrive = () => new Promise(resolve => setTimeout(resolve, 3))

/** Time passes on both sides, a tick at a time, and what is sent arrives. */
async function pass(clock: TestClock, steps: number): Promise<void> {
  for (let k = 0; k < steps; k++) {
    clock.advance(250)
    await arrive()
  }
}

/** A page of a role before a twin that simulates; both live by the same clock. */
async function opened(role: Role): Promise<{ twin: Running; clock: TestClock; page: LivePage }> {
  const clock = new TestClock()
  const twin = await runTwin(clock, [simulator(site, 5, clock)], 250, { site })
  closers.push(() => twin.close())
  const page = await openPage(twin, role, new PageClock(clock))
  closers.push(() => page.close())
  for (let k = 0; k < 40 && health.getState().line !== 'live'; k++) await pass(clock, 1)
  expect(health.getState().line).toBe('live')
  return { twin, clock, page }
}

/** The page shows what the server has as soon as what is on the way has arrived. */
const shows = (twin: Running, role: Role) =>
  expect.poll(() => wrongValues(twin, role), { timeout: 1_000, interval: 5 }).toEqual([])

test.each(ROLES)(
  'a page of %s shows what the server has, whatever it watches',
  async role => {
    const { twin, clock } = await opened(role)
    const random = mulberry(20261128 + ROLES.indexOf(role))
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
    let compared = 0
    for (let n = 0; n < (MINUTES * 60_000) / 250 / STEPS; n++) {
      if (random() < 0.6) useView.getState().toggleLayer(pick(LAYERS).name)
      else if (random() < 0.8)
        useSelection.getState().select({ type: 'asset', index: Math.floor(random() * site.assets.length) })
      else useSelection.getState().select(null)
      await pass(clock, STEPS)
      await shows(twin, role)
      expect(health.getState()).toMatchObject({ line: 'live', late: [] })
      compared += health.getState().watched.length
    }
    expect(compared).toBeGreaterThan(50)
    expect(twin.backlog.held).toEqual({ line: 0, bytes: 0, credit: 0 })
  },
  60_000 * MINUTES,
)

test('an operator who changes layers in the past sees one past there, and the present after it', async () => {
  const { twin, clock } = await opened('operator')
  await pass(clock, 80)
  for (let round = 0; round < 3; round++) {
    const going = seek(clock.now() - 5_000, 1)
    await pass(clock, 4)
    await going
    expect(moment.getState()).toMatchObject({ fault: null, past: { speed: 1 } })
    for (const layer of ['energy', 'mobility', 'energy'] as const) {
      useView.getState().toggleLayer(layer)
      await pass(clock, 6)
      const { heard } = telemetry.getState()
      for (const topic of health.getState().watched)
        expect(heard[topicIndex(topic)]).toMatchObject({ epoch: moment.getState().past!.epoch })
    }
    const back = goLive()
    await pass(clock, 2)
    await back
    await pass(clock, STEPS)
    await shows(twin, 'operator')
  }
})

test('a page whose frames stay away says so within three periods, asks again, and stops saying it', async () => {
  const { twin, clock, page } = await opened('operator')
  await pass(clock, 40)
  page.deaf(true)
  for (const channel of twin.ticker.numbers) twin.io.socketsLeave(room(channel))
  await pass(clock, 4 * 10)
  expect(health.getState()).toMatchObject({ line: 'live', late: [] })
  const late = () => health.getState().late.map(({ topic }) => topic)
  for (let k = 0; k < 4 * 9 && !late().includes('control'); k++) await pass(clock, 1)
  expect(health.getState().line).toBe('live')
  expect(late()).toContain('control')
  page.deaf(false)
  await pass(clock, 4 * 5)
  expect(health.getState()).toMatchObject({ line: 'live', late: [] })
})

test('a page that lost what it heard is sent everything again, and does not ask for ever', async () => {
  const { twin, clock } = await opened('operator')
  await pass(clock, 20)
  telemetry.setState({ heard: telemetry.getState().heard.map(() => null) })
  await pass(clock, 4 * 12)
  expect(telemetry.getState().heard[topicIndex('control')]).not.toBeNull()
  await shows(twin, 'operator')
})
