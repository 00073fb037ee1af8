import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { alarmIndex, type StandingAlarm } from '../../../models/alarm.ts'
import { QUALITY } from '../../../models/quality.ts'
import { alarmsAt } from '../../../server/alarms/alarmsAt.ts'
import { loggedIn } from '../accounts/frontDoor.ts'
import { asset, runTwin, smallSite, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'

const folder = mkdtempSync(join(tmpdir(), 'feed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const SIXTY = Array.from({ length: 60 }, (_, k) => `fire-${k}`)
const site = smallSite([
  ...SIXTY.map(id => asset('fireDetector', { id })),
  asset('gasSensor', { id: 'gas-1' }),
])

async function start(clock: TestClock, file: string): Promise<Running> {
  const twin = await runTwin(clock, [], 250, { site, store: join(folder, file) })
  closers.push(() => twin.close())
  return twin
}

/** A device speaks for these detectors once. */
function speak({ gate }: Running, ids: readonly string[], device = 'fire-panel', value = 0): void {
  for (const id of ids)
    expect(gate.offer({ asset: id, point: 'smoke', value }, 'http', undefined, device)).toBeNull()
}

/** Seconds pass in which each of these ids speaks at its own second of ten. */
function live(twin: Running, clock: TestClock, seconds: number, ids: readonly string[]): void {
  for (let s = 0; s < seconds; s++) {
    speak(
      twin,
      ids.filter(id => SIXTY.indexOf(id) % 10 === s % 10),
    )
    clock.advance(1_000)
  }
}

const announced = ({ alarms }: Running) => alarms.summary.list
const told = (alarms: readonly StandingAlarm[]) =>
  alarms.map(({ source, state, trip }) => [source, state, trip.feed])
const FEED = { name: 'http fire-panel', points: 60, assets: 60 }
/** Names of all alarms that were ever announced: raised while seen, or shown later. */
async function everAnnounced(twin: Running): Promise<string[]> {
  await twin.alarms.journal.flush()
  const rows = await twin.store.db.selectFrom('alarm_journal').selectAll().orderBy('number').execute()
  return [...new Set(rows.filter(({ after }) => after === 'unacknowledged').map(({ alarm }) => alarm))]
}

test('sixty feeds of a device that stops are one alarm that names it, and it returns when the device speaks', async () => {
  const clock = new TestClock()
  const twin = await start(clock, 'sixty.db')
  live(twin, clock, 30, SIXTY)
  expect(announced(twin)).toEqual([])
  const period = twin.points.spec[twin.points.find('fire-0', 'smoke')]!.every
  clock.advance(period * 5_000)
  expect(twin.twin.quality[twin.points.find('fire-59', 'smoke')]).toBe(QUALITY.stale)
  expect(told(announced(twin))).toEqual([['feed', 'unacknowledged', FEED]])
  expect(await everAnnounced(twin)).toHaveLength(1)
  const stopped = clock.now()
  expect(twin.alarms.feeds.list()).toEqual([
    { name: FEED.name, carrier: expect.any(Number), points: expect.objectContaining({ length: 60 }) },
  ])
  const operator = await loggedIn(twin, 'operator')
  expect((await operator.send('GET', '/api/alarms/feeds')).body).toMatchObject({
    feeds: [
      {
        feeder: FEED.name,
        alarm: { source: 'feed', state: 'unacknowledged', trip: { feed: FEED } },
        silent: expect.objectContaining({ length: 60 }),
      },
    ],
  })
  const publicly = await fetch(`${twin.url}/api/alarms`).then(answer => answer.json())
  expect(JSON.stringify(publicly)).not.toContain('fire-panel')
  const past = await alarmsAt(twin.store as never, twin.points, stopped)
  expect(told(past.alarms.filter(({ state }) => state === 'unacknowledged'))).toEqual([
    ['feed', 'unacknowledged', FEED],
  ])

  live(twin, clock, period + 20, SIXTY)
  expect(told(announced(twin))).toEqual([['feed', 'returned', FEED]])
  expect(await everAnnounced(twin)).toHaveLength(1)
  expect([...twin.alarms.lives.values()].filter(({ state }) => state.suppressed !== null)).toEqual([])
})

test('a feed that stops while the others of its device go on has its own alarm, and only it', async () => {
  const clock = new TestClock()
  const twin = await start(clock, 'alone.db')
  live(twin, clock, 30, SIXTY)
  const period = twin.points.spec[twin.points.find('fire-0', 'smoke')]!.every
  live(twin, clock, period * 4, SIXTY.slice(1))
  expect(announced(twin).map(({ point, source }) => [point, source])).toEqual([
    [twin.points.find('fire-0', 'smoke'), 'quality'],
  ])
  expect(await everAnnounced(twin)).toEqual(['fire-0/smoke/0:quality'])
})

test('when the device is back without one of its feeds, that one is announced and no other', async () => {
  const clock = new TestClock()
  const twin = await start(clock, 'without.db')
  live(twin, clock, 30, SIXTY)
  const period = twin.points.spec[twin.points.find('fire-0', 'smoke')]!.every
  clock.advance(period * 5_000)
  live(twin, clock, period * 4, SIXTY.slice(1))
  expect(told(announced(twin))).toEqual([
    ['quality', 'unacknowledged', undefined],
    ['feed', 'returned', FEED],
  ])
  expect(announced(twin)[0]!.point).toBe(twin.points.find('fire-0', 'smoke'))
})

test('a fire that stands on a silent device stays announced beside the alarm of the device', async () => {
  const clock = new TestClock()
  const twin = await start(clock, 'fire.db')
  live(twin, clock, 30, SIXTY)
  speak(twin, ['fire-7'], 'fire-panel', 1)
  clock.advance(600_000)
  expect(announced(twin).map(({ source, severity }) => [source, severity])).toEqual([
    ['state', 3],
    ['feed', 1],
  ])
})

test('devices of one door are silent each by itself', async () => {
  const clock = new TestClock()
  const twin = await start(clock, 'two.db')
  const [left, right] = [SIXTY.slice(0, 30), SIXTY.slice(30)]
  speak(twin, left, 'left')
  for (let k = 0; k < 600; k++) {
    if (k % 10 === 0) speak(twin, right, 'right')
    clock.advance(1_000)
  }
  expect(told(announced(twin))).toEqual([
    ['feed', 'unacknowledged', { name: 'http left', points: 30, assets: 30 }],
  ])
})

test('the alarm of a silent device outlives a restart, and clears once the device speaks to the new process', async () => {
  const clock = new TestClock()
  const first = await start(clock, 'again.db')
  live(first, clock, 30, SIXTY)
  clock.advance(600_000)
  expect(told(announced(first))).toEqual([['feed', 'unacknowledged', FEED]])
  await new Promise(resolve => setTimeout(resolve, 50))
  await closers.pop()!()

  clock.advance(60_000)
  const again = await start(clock, 'again.db')
  clock.advance(120_000)
  expect(told(announced(again))).toEqual([['feed', 'unacknowledged', FEED]])
  speak(again, SIXTY)
  clock.advance(1_000)
  expect(told(announced(again))).toEqual([['feed', 'returned', FEED]])
  expect(await everAnnounced(again)).toHaveLength(1)
})

test('a line that says it is gone takes its points with it at once', async () => {
  const clock = new TestClock()
  const twin = await start(clock, 'lost.db')
  speak(twin, SIXTY)
  twin.gate.lose(
    SIXTY.map(id => twin.points.find(id, 'smoke')),
    QUALITY.stale,
    'http',
    'fire-panel',
  )
  clock.advance(500)
  expect(told(announced(twin))).toEqual([['feed', 'unacknowledged', FEED]])
  const smoke = twin.points.find('fire-3', 'smoke')
  expect(twin.alarms.view(alarmIndex(smoke, 'quality')).state).toBe('suppressed')
})
