import { expect, test } from 'vitest'
import { alarmMetrics, type Happening } from '../../models/alarmMetrics.ts'
import type { Severity } from '../../models/kind.ts'

const DAY0 = Date.UTC(2026, 4, 12)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const announce = (at: number, alarm = 'a', severity: Severity = 1): Happening => ({
  at: DAY0 + at,
  alarm,
  event: 'announce',
  severity,
})
const clear = (at: number, alarm = 'a'): Happening => ({ ...announce(at, alarm), event: 'clear' })
const ack = (at: number, alarm = 'a'): Happening => ({ ...announce(at, alarm), event: 'acknowledge' })
const day = (list: Happening[], positions = 1, standing: { alarm: string; since: number }[] = []) =>
  alarmMetrics(
    [...list].sort((a, b) => a.at - b.at),
    standing,
    DAY0,
    DAY0 + DAY,
    positions,
  )

test('a calm day of one alarm each 10 minutes meets the rates of the standard', () => {
  const list = Array.from({ length: 144 }, (_, k) =>
    announce(k * 10 * MINUTE, `a${k}`, k % 20 === 0 ? 3 : k % 7 === 0 ? 2 : 1),
  )
  const report = day(list)
  expect(report).toMatchObject({
    alarms: 144,
    perDay: { value: 144, met: true },
    perHour: { value: 6, met: true },
    perTenMinutes: { value: 1, met: true },
    worstHour: 6,
    worstTenMinutes: 1,
    crowded: { value: 0, met: true },
    floods: [],
    chattering: [],
    fleeting: [],
    stale: [],
  })
  expect(report.mix.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
})

test('two positions share the load', () => {
  const list = Array.from({ length: 288 }, (_, k) => announce(k * 5 * MINUTE, `a${k}`))
  expect(day(list).perDay).toMatchObject({ value: 288, met: false, limit: 300 })
  expect(day(list, 2).perDay).toMatchObject({ value: 144, met: true })
})

test('a flood begins above 10 alarms in 10 minutes and ends below 5', () => {
  const ten = Array.from({ length: 10 }, (_, k) => announce(HOUR + k * 30_000, `f${k}`))
  expect(day(ten).floods).toEqual([])
  const eleven = [...ten, announce(HOUR + 10 * 30_000, 'f10')]
  const { floods, floodTime, crowded } = day(eleven)
  // Ten minutes after the seventh, at 180 s, four are left in the window.
  expect(floods).toEqual([{ from: DAY0 + HOUR, to: DAY0 + HOUR + 780_000, alarms: 11, peak: 11 }])
  expect(floodTime.value).toBeCloseTo(780_000 / DAY)
  expect(crowded.value).toBeCloseTo(1 / 144)
})

test('a flood goes on while 5 or more come in 10 minutes, and two floods are two', () => {
  const burst = (at: number, n: number) =>
    Array.from({ length: n }, (_, k) => announce(at + k * 1_000, `b${k}`))
  const tail = Array.from({ length: 20 }, (_, k) => announce(HOUR + (k + 1) * 2 * MINUTE, `t${k}`))
  const report = day([...burst(HOUR, 20), ...tail, ...burst(6 * HOUR, 15)])
  expect(report.floods.length).toBe(2)
  expect(report.floods[0]).toMatchObject({ from: DAY0 + HOUR, peak: 24 })
  expect(report.floods[0]!.to).toBeGreaterThan(DAY0 + HOUR + 40 * MINUTE)
  expect(report.floods[1]).toMatchObject({ from: DAY0 + 6 * HOUR, alarms: 15, peak: 15 })
  expect(report.worstTenMinutes).toBe(24)
})

test('in and out three times in a minute is chattering; a slower one is not', () => {
  const chatter = [0, 20, 40, 55].flatMap(s => [
    announce(HOUR + s * 1_000, 'c'),
    clear(HOUR + s * 1_000 + 5_000, 'c'),
  ])
  const again = [0, 25, 50].map(s => announce(5 * HOUR + s * 1_000, 'c'))
  const slow = [0, 31, 62].map(s => announce(HOUR + s * 1_000, 's'))
  expect(day([...chatter, ...again, ...slow]).chattering).toEqual([{ alarm: 'c', episodes: 2 }])
})

test('fleeting clears by itself before anybody acts and does not come back at once', () => {
  const report = day([
    announce(0, 'fleeting'),
    clear(20_000, 'fleeting'),
    announce(HOUR, 'acted'),
    ack(HOUR + 10_000, 'acted'),
    clear(HOUR + 20_000, 'acted'),
    announce(2 * HOUR, 'long'),
    clear(2 * HOUR + 5 * MINUTE, 'long'),
    announce(3 * HOUR, 'back'),
    clear(3 * HOUR + 10_000, 'back'),
    announce(3 * HOUR + 30_000, 'back'),
  ])
  expect(report.fleeting).toEqual([{ alarm: 'fleeting', times: 1 }])
})

test('stale stands for more than a day, whether it is still there or has just gone', () => {
  const report = day([announce(-2 * DAY, 'gone'), clear(3 * HOUR, 'gone'), announce(2 * HOUR, 'young')], 1, [
    { alarm: 'old', since: DAY0 - HOUR },
    { alarm: 'young', since: DAY0 + 2 * HOUR },
  ])
  expect(report.stale).toEqual([
    { alarm: 'gone', since: DAY0 - 2 * DAY },
    { alarm: 'old', since: DAY0 - HOUR },
  ])
})

test('the ten that make the load, with their share, and the mix of priorities', () => {
  const list = [
    ...Array.from({ length: 60 }, (_, k) => announce(k * 20 * MINUTE, 'worst', 3)),
    ...Array.from({ length: 20 }, (_, k) => announce(k * 60 * MINUTE + 1, 'second', 2)),
    ...Array.from({ length: 20 }, (_, k) => announce(k * 60 * MINUTE + 2, `other${k}`, 1)),
  ]
  const { topTen, topTenShare, mix } = day(list)
  expect(topTen.slice(0, 2)).toEqual([
    { alarm: 'worst', alarms: 60, share: 0.6 },
    { alarm: 'second', alarms: 20, share: 0.2 },
  ])
  expect(topTen.length).toBe(10)
  expect(topTenShare.value).toBeCloseTo(0.88)
  expect(topTenShare.met).toBe(false)
  expect(mix.map(({ share }) => share)).toEqual([0.2, 0.2, 0.6])
})

test('a span without alarms is a good one', () => {
  expect(day([])).toMatchObject({ alarms: 0, perDay: { value: 0, met: true }, topTen: [], floods: [] })
})
