import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { io, type Socket } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import type { StandingAlarm } from '../../../models/alarm.ts'
import type { AlarmNews } from '../../../models/alarmOrder.ts'
import { applyFrame, type FrameHead, frameState, readHead } from '../../../models/frame.ts'
import { TOPICS } from '../../../models/kind.ts'
import type { Moment, MomentNews } from '../../../models/moment.ts'
import { parser } from '../../../models/parser.ts'
import { QUALITY } from '../../../models/quality.ts'
import type { Bytes, ClientToServer, Reply, ServerToClient, Watching } from '../../../models/wire.ts'
import { MOST_VISITS, STAFF_SEATS } from '../../../server/history/PastSeats.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { loggedIn } from '../accounts/frontDoor.ts'
import { asset, KEY, NOON, smallSite, TestClock } from '../fixture.ts'
import { type Running, startTwin } from '../twinUnderTest.ts'

type Line = Socket<ServerToClient, ClientToServer>
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const alarm: StandingAlarm = {
  point: 0,
  source: 'level',
  severity: 2,
  cause: 'high',
  value: 1,
  since: NOON,
  trip: { cause: 'high', severity: 2, value: 1, at: NOON, limit: 1 },
  simulated: false,
  state: 'unacknowledged',
  active: true,
  number: 7,
  first: false,
  until: null,
  by: null,
  reason: null,
}

async function run(
  clock = new TestClock(NOON),
  store?: string,
): Promise<{ running: Running; clock: TestClock }> {
  const running = await startTwin({
    site: smallSite([asset('parking', { id: 'lot', parts: 4 }), asset('weather', { id: 'mast' })]),
    clock,
    sources: [],
    tickMs: 250,
    credential: openCredential('', KEY),
    folders: { client: null, world: null },
    host: '127.0.0.1',
    port: 0,
    version: '0',
    ...(store && { store }),
    past: { alarmsAt: async at => (at >= NOON && at < NOON + 60_000 ? [alarm] : []) },
  })
  closers.push(() => running.close())
  return { running, clock }
}

/** A viewer that keeps a state by frames alone, as the client does. */
async function view(running: Running) {
  const line: Line = io(running.url, { parser, transports: ['websocket'], reconnection: false })
  closers.push(() => line.disconnect())
  const state = frameState(Float64Array.from(running.points.spec, spec => spec.resolution))
  const heads: FrameHead[] = []
  const news: AlarmNews[] = []
  line.on('frame', (frame: Bytes) => {
    const bytes = new Uint8Array(frame)
    heads.push(readHead(bytes))
    applyFrame(bytes, state, packed => inflateRawSync(packed))
  })
  line.on('alarms:changed', told => void news.push(told))
  const watch = () =>
    new Promise<Reply<Watching>>(resolve => line.emit('topics:watch', { topics: TOPICS }, resolve))
  const seek = (at: number, speed: number) =>
    new Promise<Reply<Moment>>(resolve => line.emit('moment:seek', { at, speed }, resolve))
  const live = () => new Promise<Reply<Watching>>(resolve => line.emit('moment:live', resolve))
  await watch()
  return { line, state, heads, news, watch, seek, live }
}

async function until(holds: () => boolean, tick: () => void = () => undefined): Promise<void> {
  for (let k = 0; !holds(); k++) {
    if (k > 300) throw new Error('it did not happen within 3 s')
    tick()
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

/** Ten minutes of a stall that is taken (1) in odd minutes, and the seventh not said. */
async function history(running: Running, clock: TestClock, point: number): Promise<void> {
  for (let minute = 0; minute < 10; minute++) {
    if (minute !== 7) running.twin.apply(point, minute % 2, clock.now(), 1)
    clock.advance(60_000)
  }
  await running.history.drain(clock.now())
}

test('a viewer goes to the past, plays it by ordinary frames, and comes back', async () => {
  const { running, clock } = await run()
  const point = running.points.find('lot', 'occupied', 0)
  expect(point).toBeGreaterThanOrEqual(0)
  await history(running, clock, point)
  const viewer = await view(running)
  const other = await view(running)
  await until(() => other.state.values[point] === 1 && viewer.state.values[point] === 1)
  const liveEpoch = viewer.heads[0]!.epoch

  const moment = await viewer.seek(NOON + 4 * 60_000 + 1_000, 60)
  if (!moment.ok) throw new Error(moment.reason)
  expect(moment.value).toMatchObject({ speed: 60, alarms: [], at: NOON + 241_000 })
  expect(moment.value.oldest).toBeLessThanOrEqual(NOON)
  await until(() => viewer.state.values[point] === 0)
  expect(viewer.heads.at(-1)).toMatchObject({ full: true, epoch: moment.value.epoch })
  expect(moment.value.epoch).not.toBe(liveEpoch)

  // A second of real time is a minute of the past.
  await until(
    () => viewer.state.values[point] === 1,
    () => clock.advance(250),
  )
  const seqs = viewer.heads.filter(head => head.epoch === moment.value.epoch && !head.full).map(h => h.seq)
  expect(seqs.length).toBeGreaterThan(0)
  expect(seqs).toEqual(seqs.map((_, k) => seqs[0]! + k))

  // Recording and the other viewers go on in the present.
  running.twin.apply(point, 0, clock.now(), 1)
  clock.advance(250)
  await until(() => other.state.values[point] === 0)
  expect(other.heads.every(head => head.epoch === liveEpoch)).toBe(true)
  expect(running.history.heard).toBe(10)

  const back = await viewer.live()
  expect(back).toMatchObject({ ok: true, value: { epoch: liveEpoch } })
  await until(() => viewer.heads.at(-1)!.epoch === liveEpoch && viewer.state.values[point] === 0)
})

test('a value that had outlived its period was stale then, and stands still at speed 0', async () => {
  const { running, clock } = await run()
  const point = running.points.find('lot', 'occupied', 0)
  const every = running.points.spec[point]!.every * 1_000
  running.twin.apply(point, 1, NOON, 1)
  clock.advance(10 * every)
  const viewer = await view(running)
  await viewer.seek(NOON + 6 * every, 0)
  await until(() => viewer.heads.at(-1)?.full === true && viewer.state.quality[point] === 3)
  const seen = viewer.heads.length
  for (let k = 0; k < 20; k++) clock.advance(250)
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(viewer.heads.length).toBe(seen)
  await viewer.seek(NOON + 1_000, 0)
  await until(() => viewer.state.quality[point] === 1)
  expect(viewer.state.times[point]).toBe(NOON)
})

test('alarms of the past come from the journal and change as it plays, beside those of the present', async () => {
  const { running, clock } = await run()
  const viewer = await view(running)
  running.twin.apply(running.points.find('mast', 'temperature'), 8, NOON, 1)
  clock.advance(600_000)
  expect(await viewer.seek(NOON - 86_400_000, 0)).toMatchObject({ ok: true, value: { alarms: null } })
  const moment = await viewer.seek(NOON + 30_000, 60)
  expect(moment).toMatchObject({ ok: true, value: { alarms: [alarm] } })
  expect(await viewer.watch()).toMatchObject({ ok: true, value: { alarms: { alarms: [] } } })
  const told: MomentNews[] = []
  viewer.line.on('moment:changed', news => void told.push(news))
  await until(
    () => told.some(news => 'at' in news && news.alarms?.length === 0),
    () => clock.advance(250),
  )
  expect(told.filter(news => 'alarms' in news)).toHaveLength(1)
  // Wind above its limit now: whoever looks at the past hears of it as the others do.
  const wind = running.points.find('mast', 'windSpeed')
  running.twin.apply(wind, 40, clock.now(), 1)
  await until(
    () => viewer.news.some(({ alarms }) => alarms.some(each => each.point === wind)),
    () => clock.advance(250),
  )
})

test('orders are checked, bounded in number, and of a rush the last wins', async () => {
  const { running, clock } = await run()
  clock.advance(60_000)
  const viewer = await view(running)
  for (const [at, speed] of [
    [Number.NaN, 1],
    [NOON, 0.5],
    [NOON, 3_601],
    [NOON, -1],
  ] as const)
    expect(await viewer.seek(at, speed)).toMatchObject({ ok: false, reason: /milliseconds/ })
  expect(await viewer.seek(NOON + 3_600_000, 1)).toMatchObject({ ok: false, reason: /still to come/ })
  const rush = await Promise.all([1, 2, 3, 4].map(k => viewer.seek(NOON + k * 1_000, 0)))
  expect(rush.map(reply => reply.ok)).toEqual([true, false, false, true])
})

test('strangers take no seat of the staff in the past, and whoever does nothing there makes room and is told', async () => {
  const { running, clock } = await run()
  const strangers = await Promise.all(Array.from({ length: MOST_VISITS }, () => view(running)))
  const replies = await Promise.all(strangers.map(each => each.seek(NOON, 0)))
  expect(replies.filter(reply => reply.ok)).toHaveLength(MOST_VISITS - STAFF_SEATS)
  expect(replies.find(reply => !reply.ok)).toMatchObject({ reason: /kept for the staff/ })
  const operator = await loggedIn(running, 'operator')
  const staff = await Promise.all(Array.from({ length: STAFF_SEATS }, () => operator.socket()))
  for (const socket of staff) {
    closers.push(() => socket.disconnect())
    expect(await socket.emitWithAck('moment:seek', { at: NOON, speed: 0 })).toMatchObject({ ok: true })
  }
  const lost: MomentNews[] = []
  for (const { line } of strangers) line.on('moment:changed', news => void lost.push(news))
  clock.advance(61_000)
  expect(await strangers.at(-1)!.seek(NOON, 0)).toMatchObject({ ok: true })
  await until(() => lost.some(news => 'fault' in news))
  expect(lost.filter(news => 'fault' in news)).toEqual([
    { fault: expect.stringMatching(/somebody else needed your seat/), left: true },
  ])
  clock.advance(31 * 60_000)
  await until(() => lost.filter(news => 'fault' in news).length >= MOST_VISITS - STAFF_SEATS)
})

test('GET history answers samples, roll-ups and faults', async () => {
  const { running, clock } = await run()
  const point = running.points.find('lot', 'occupied', 0)
  await history(running, clock, point)
  const get = async (path: string) => {
    const response = await fetch(`${running.url}/api/points/${path}`)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const raw = await get(`lot/occupied/history?from=${NOON}&to=${NOON + 200_000}`)
  expect(raw).toMatchObject({
    status: 200,
    body: {
      level: 'raw',
      at: [0, 1, 2, 3].map(k => NOON + k * 60_000),
      value: [0, 1, 0, 1],
      quality: ['good', 'good', 'good', 'good'],
    },
  })
  const rolled = await get(`lot/occupied/history?from=${NOON}&to=${NOON + 600_000}&max=2`)
  expect(rolled).toMatchObject({
    status: 200,
    body: { level: 'minute', width: 300_000, n: [5, 4], max: [1, 1] },
  })
  expect((await get('lot/occupied/history?part=9')).status).toBe(404)
  expect((await get('lot/nothing/history')).body.error).toMatch(/no point lot\/nothing/)
  for (const query of ['from=x', 'max=1', 'max=1e9', 'from=5&to=4', 'from=0&to=1e14'])
    expect((await get(`lot/occupied/history?${query}`)).status, query).toBe(400)
})

test('an instant while the server was off says so, over the socket and at the door, and claims no alarm', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'past-gap-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  const store = join(folder, 'twin.db')
  const clock = new TestClock(NOON)
  const first = await run(clock, store)
  const point = first.running.points.find('lot', 'occupied', 0)
  await history(first.running, clock, point)
  const ended = clock.now()
  await first.running.close()
  clock.advance(600_000)
  const { running } = await run(clock, store)
  const begun = clock.now()
  await history(running, clock, point)

  const viewer = await view(running)
  const off = await viewer.seek(ended + 300_000, 0)
  expect(off).toMatchObject({ ok: true, value: { gap: { from: ended, until: begun }, alarms: null } })
  await until(() => viewer.state.quality[point] === QUALITY.stale)
  const on = await viewer.seek(ended - 60_000, 0)
  expect(on.ok && on.value.gap).toBeUndefined()
  expect(on).toMatchObject({ value: { alarms: [] } })
  const told = await fetch(`${running.url}/api/history/gaps?from=${NOON}&to=${clock.now()}`)
  expect(await told.json()).toMatchObject({ gaps: [{ from: ended, until: begun }] })

  for (const query of ['from=x', 'to=x', 'from=5&to=4'])
    expect((await fetch(`${running.url}/api/history/gaps?${query}`)).status, query).toBe(400)

  // What plays out of the gap says when it is over.
  const news: MomentNews[] = []
  viewer.line.on('moment:changed', each => void news.push(each))
  await viewer.seek(begun - 30_000, 60)
  await until(
    () => news.some(each => 'at' in each && each.at > begun + 30_000),
    () => clock.advance(250),
  )
  const last = news.filter(each => 'at' in each).at(-1)!
  expect(last).not.toHaveProperty('gap')
  expect(news.some(each => 'alarms' in each && each.alarms?.length === 0)).toBe(true)
})
