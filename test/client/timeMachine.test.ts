import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { alarms, hearAlarms, presentAlarms, showPresentAlarms } from '../../client/live/alarms.ts'
import { layLine } from '../../client/live/ask.ts'
import { presentNow, serverNow } from '../../client/live/health.ts'
import { moment } from '../../client/live/moment.ts'
import { heardTopics, openTelemetry, receive, telemetry } from '../../client/live/telemetry.ts'
import { goLive, hearMoment, seek } from '../../client/live/timeMachine.ts'
import { stretches } from '../../client/panels/shell/past/useGaps.ts'
import { useTime } from '../../client/state/time.ts'
import type { Moment } from '../../models/moment.ts'
import { numberPoints } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Reply, Watching } from '../../models/wire.ts'
import { alarmOf, fullFrame, sensor } from './sensor.ts'

const points = numberPoints([sensor('gas-1')])
const THEN = Date.UTC(2026, 10, 24, 3)

type Answer = (result: Reply<Moment> | Reply<Watching>) => void
/** What the server was asked, and how to answer it. */
let asked: { event: string; order: unknown; answer: Answer }[]

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 9) })
  asked = []
  const emit = (event: string, ...args: unknown[]) =>
    asked.push({ event, order: args[0], answer: args.at(-1) as Answer })
  layLine({ emit, open: () => true, redial: () => {} })
  openTelemetry(points)
  moment.setState({ past: null, seeking: null, oldest: null, fault: null })
  useTime.setState({ sceneTime: null, past: null })
  hearAlarms({ epoch: 1, number: 0, snapshot: true, alarms: [] })
  showPresentAlarms()
})
afterEach(() => {
  layLine(null)
  vi.useRealTimers()
})

test('a seek empties the present before the past is shown, and takes its alarms and its instant', async () => {
  receive(fullFrame(points, 1, { 0: 12 }))
  expect(telemetry.getState().state.quality[0]).toBe(QUALITY.good)
  await arrive(THEN, 0)
  expect(asked[0]).toMatchObject({ event: 'moment:seek', order: { at: THEN, speed: 0 } })
  expect(telemetry.getState().state.quality[0]).toBe(QUALITY.none)
  expect(serverNow()).toBe(THEN)
  expect(useTime.getState()).toMatchObject({ past: THEN, sceneTime: null })
  expect(alarms.getState()).toMatchObject({ known: true })
})

test('the past does not hide the present: its alarms go on beside those of then', async () => {
  const [then, now] = [alarmOf(0, 2, 3), alarmOf(0, 3, 8)]
  await arrive(THEN, 60, { alarms: [then] })
  expect(hearAlarms({ epoch: 1, number: 8, snapshot: false, alarms: [now] })).toBe(true)
  expect([...alarms.getState().all.values()]).toEqual([then])
  expect([...presentAlarms.getState().all.values()]).toEqual([now])
  hearMoment({ at: THEN + 60_000, alarms: [] })
  expect(alarms.getState().all.size).toBe(0)
  expect(presentAlarms.getState().all.size).toBe(1)
  hearMoment({ at: THEN + 120_000 })
  expect(moment.getState().past).toMatchObject({ at: THEN + 120_000, alarmsKnown: true })
})

test('where no journal tells the alarms, none are claimed', async () => {
  await arrive(THEN, 0, { alarms: null })
  expect(alarms.getState().known).toBe(false)
  expect(moment.getState().past?.alarmsKnown).toBe(false)
})

test('a gap in the record and missing transitions are told on arrival, and followed while the past plays', async () => {
  const gap = { from: THEN - 60_000, until: THEN + 60_000 }
  await arrive(THEN, 60, { gap, alarms: null })
  expect(moment.getState().past).toMatchObject({ gap, unsure: false, alarmsKnown: false })
  hearMoment({ at: THEN + 30_000, gap })
  expect(moment.getState().past).toMatchObject({ gap, alarmsKnown: false })
  hearMoment({ at: THEN + 90_000, alarms: [], unsure: true })
  expect(moment.getState().past).toMatchObject({ gap: null, unsure: true, alarmsKnown: true })
  hearMoment({ at: THEN + 91_000 })
  expect(moment.getState().past).toMatchObject({ unsure: true })
  hearMoment({ at: THEN + 92_000, alarms: [] })
  expect(moment.getState().past).toMatchObject({ unsure: false })
  await arrive(THEN, 0)
  expect(moment.getState().past).toMatchObject({ gap: null, unsure: false })
})

test('gaps and the time before the first record are stretches of the slider', () => {
  const gaps = [
    { from: 200, until: 300 },
    { from: 900, until: null },
  ]
  expect(stretches(gaps, 150, 100, 1_100)).toEqual([
    { left: 0, width: 5 },
    { left: 10, width: 10 },
    { left: 80, width: expect.closeTo(20, 6) },
  ])
  expect(stretches([{ from: 0, until: 90 }], 50, 100, 200)).toEqual([])
})

test('of two seeks under way only the answer to the last counts', async () => {
  const first = seek(THEN, 0)
  const second = seek(THEN + 60_000, 0)
  asked[1]!.answer({ ok: true, value: told(THEN + 60_000, 0) })
  asked[0]!.answer({ ok: true, value: told(THEN, 0) })
  await Promise.all([first, second])
  expect(moment.getState().past?.at).toBe(THEN + 60_000)
})

test('a refused seek leaves the present, says why and takes the wish out of the address', async () => {
  useTime.getState().setPast(THEN)
  const going = seek(THEN, 0)
  asked[0]!.answer({ ok: false, reason: 'nothing is kept from then' })
  await going
  expect(moment.getState()).toMatchObject({ past: null, seeking: null, fault: 'nothing is kept from then' })
  expect(useTime.getState().past).toBeNull()
  expect(serverNow()).toBe(presentNow())
})

test('an instant of the address is asked for again when its answer is lost with a cut line, and given up when refused', async () => {
  useTime.getState().setPast(THEN)
  const going = seek(THEN, 0)
  await vi.advanceTimersByTimeAsync(12_000)
  expect(asked).toHaveLength(2)
  expect(useTime.getState().past).toBe(THEN)
  asked[1]!.answer({ ok: true, value: told(THEN, 0) })
  await going
  expect(moment.getState()).toMatchObject({ past: { at: THEN }, fault: null })
})

test('without a line the wish of the address stays for the next one', async () => {
  layLine(null)
  useTime.getState().setPast(THEN)
  await seek(THEN, 0)
  expect([moment.getState().past, useTime.getState().past]).toEqual([null, THEN])
})

test('playing moves the shown time between two words, and the address every five seconds', async () => {
  await arrive(THEN, 60)
  vi.advanceTimersByTime(1_000)
  expect(serverNow()).toBe(THEN + 60_000)
  hearMoment({ at: THEN + 60_250 })
  expect(serverNow()).toBe(THEN + 60_250)
  expect(useTime.getState().past).toBe(THEN)
  vi.advanceTimersByTime(4_000)
  expect(serverNow()).toBe(THEN + 60_250 + 2_000 * 60)
  hearMoment({ at: THEN + 300_700 })
  expect(useTime.getState().past).toBe(THEN + 300_000)
})

test('fast playing does not run ahead of the present, so that it can be stopped there', async () => {
  await arrive(Date.now() - 60_000, 3_600)
  vi.advanceTimersByTime(1_000)
  expect(serverNow()).toBe(presentNow())
})

test('playing that stops says why and stands still where it was', async () => {
  await arrive(THEN, 3_600)
  hearMoment({ at: THEN + 3_600_000 })
  hearMoment({ fault: 'the history is away' })
  expect(moment.getState()).toMatchObject({
    fault: 'the history is away',
    past: { speed: 0, at: THEN + 3_600_000 },
  })
  expect(useTime.getState().past).toBe(THEN + 3_600_000)
})

test('the way back empties the past and takes the alarms of the present', async () => {
  await arrive(THEN, 0)
  receive(fullFrame(points, 9, { 0: 3 }))
  const going = goLive()
  expect(moment.getState().seeking).toBe('live')
  const news = { epoch: 2, number: 7, snapshot: true, alarms: [] }
  asked[1]!.answer({ ok: true, value: { epoch: 2, now: Date.now(), version: 'w', alarms: news } })
  await going
  expect(moment.getState()).toMatchObject({ past: null, seeking: null })
  expect(useTime.getState().past).toBeNull()
  expect(telemetry.getState().state.quality[0]).toBe(QUALITY.none)
  expect(heardTopics()).toEqual([])
  expect(alarms.getState().have).toEqual({ epoch: 2, number: 7 })
  expect(presentAlarms.getState()).toEqual(alarms.getState())
})

test('without a line a seek is refused at once, and one without an answer after a while', async () => {
  layLine(null)
  await seek(THEN, 0)
  expect(moment.getState().fault).toBe('away')
  layLine({ emit: () => {}, open: () => true, redial: () => {} })
  const going = seek(THEN, 0)
  await vi.advanceTimersByTimeAsync(12_000)
  await going
  expect(moment.getState()).toMatchObject({ past: null, fault: 'silent' })
})

async function arrive(at: number, speed: number, more: Partial<Moment> = {}): Promise<void> {
  const going = seek(at, speed)
  asked.at(-1)!.answer({ ok: true, value: { ...told(at, speed), ...more } })
  await going
}

function told(at: number, speed: number): Moment {
  return {
    epoch: 9,
    at,
    speed,
    oldest: THEN - 86_400_000,
    alarms: [],
  }
}
