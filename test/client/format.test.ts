import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import {
  dayStart,
  formatAge,
  formatClock,
  formatDate,
  fromIsoDay,
  isoDay,
} from '../../client/panels/parts/formatTime.ts'
import { digitsOf, formatAmount, formatLength, formatValue } from '../../client/panels/parts/formatValue.ts'
import { limitScale } from '../../client/panels/shell/card/limitScale.ts'
import { bearingOf, metresPerPixel, northUp, roundLength } from '../../client/panels/shell/foot/bearing.ts'
import { sunDay } from '../../client/panels/shell/foot/sunDay.ts'
import { type Say, startWords } from '../../client/words/words.ts'
import { kinds } from '../../models/kinds.ts'

const say = i18next.t as unknown as Say
beforeAll(() => startWords('ko'))

test('a reading shows as many decimals as its resolution can tell', () => {
  expect(formatValue(0.04321, kinds.airStation.points.o3, 'ko', say)).toEqual({
    number: '0.0432',
    unit: 'ppm',
  })
  expect(formatValue(59.9987, kinds.grid.points.frequency, 'en', say)).toEqual({
    number: '59.999',
    unit: 'Hz',
  })
  expect(formatValue(1234.5, kinds.factory.points.power, 'en', say)).toEqual({ number: '1,235', unit: 'kW' })
})

test('large powers and energies step up', () => {
  expect(formatAmount(18_250, 'kW', 'en', say)).toEqual({ number: '18.3', unit: 'MW' })
  expect(formatAmount(123_400, 'kWh', 'ko', say)).toEqual({ number: '123.4', unit: 'MWh' })
})

test('a state shows its name, no reading a dash, and nothing is minus zero', () => {
  expect(formatValue(2, kinds.machine.points.state, 'ko', say).number).toBe('가공')
  expect(formatValue(2, kinds.machine.points.state, 'ja', say).number).toBe('加工')
  expect(formatValue(Number.NaN, kinds.solar.points.power, 'ko', say)).toEqual({ number: '–', unit: '' })
  expect(formatAmount(-0.01, 'kW', 'en', say).number).toBe('0.0')
})

test('digits of a resolution', () => {
  expect([1, 0.5, 0.1, 0.05, 0.005, 0.0001].map(digitsOf)).toEqual([0, 1, 1, 2, 3, 4])
})

test('ages count in the largest unit that fits', () => {
  const now = 1_800_000_000_000
  expect([0, 3, 59, 60, 3599, 3600, 86_400].map(s => formatAge(now - s * 1000, now, say))).toEqual([
    '방금',
    '3초 전',
    '59초 전',
    '1분 전',
    '59분 전',
    '1시간 전',
    '1일 전',
  ])
  expect(formatAge(now + 800, now, say)).toBe('방금')
  expect(formatAge(Number.NaN, now, say)).toBe('–')
})

test('clock and date are Korean, wherever the screen hangs', () => {
  const at = Date.UTC(2026, 10, 23, 15, 4, 9)
  expect(formatClock(at)).toBe('00:04')
  expect(formatClock(at, true)).toBe('00:04:09')
  expect(formatDate(at, 'ko')).toContain('24일')
  expect(formatDate(at, 'en')).toContain('Nov 24')
  expect(isoDay(at)).toBe('2026-11-24')
  expect(dayStart(at)).toBe(Date.UTC(2026, 10, 23, 15))
  expect(fromIsoDay('2026-11-24')).toBe(dayStart(at))
  expect(fromIsoDay('tomorrow')).toBeNull()
})

test('sunrise and sunset of Changwon are those of the NOAA equations, within a minute', () => {
  // NOAA solar equations (Meeus, zenith 90.833°), worked out apart from this code for 35.23°N 128.68°E
  const where = [128.68, 35.23] as const
  const minutes = (at: number | null) =>
    Number(formatClock(at!).slice(0, 2)) * 60 + Number(formatClock(at!).slice(3))
  const summer = sunDay(fromIsoDay('2026-06-21')!, where)
  const winter = sunDay(fromIsoDay('2026-12-22')!, where)
  expect(Math.abs(minutes(summer.rise) - (5 * 60 + 11))).toBeLessThanOrEqual(1)
  expect(Math.abs(minutes(summer.set) - (19 * 60 + 43))).toBeLessThanOrEqual(1)
  expect(Math.abs(minutes(winter.rise) - (7 * 60 + 30))).toBeLessThanOrEqual(1)
  expect(Math.abs(minutes(winter.set) - (17 * 60 + 17))).toBeLessThanOrEqual(1)
})

test('the bearing is the direction of view, and north-up looks north from the same distance', () => {
  const east = { eye: [0, 100, 0], target: [500, 0, 0] } as const
  expect(bearingOf(east)).toBeCloseTo(90)
  expect(bearingOf({ eye: [0, 100, 0], target: [0, 0, -500] })).toBeCloseTo(0)
  expect(bearingOf({ eye: [0, 100, 0], target: [-500, 0, 0] })).toBeCloseTo(270)
  const north = northUp(east)
  expect(bearingOf(north)).toBeCloseTo(0)
  expect(north.eye).toEqual([500, 100, 500])
})

test('the scale bar measures the ground', () => {
  const pose = { eye: [0, 1000, 0], target: [0, 0, 0] } as const
  expect(metresPerPixel(pose, 90, 1000)).toBeCloseTo(2)
  expect([1, 2.4, 7, 14, 280, 999].map(roundLength)).toEqual([1, 2, 5, 10, 200, 500])
  expect(formatLength(500, 'ko')).toBe('500 m')
  expect(formatLength(2000, 'ko')).toBe('2.0 km')
})

test('a limit bar holds the limits and the normal band', () => {
  const scale = limitScale(kinds.grid.points.frequency)!
  expect(scale.normal).toEqual([59.8, 60.2])
  expect(scale.outer).toEqual([59.5, 60.5])
  expect(scale.from).toBeLessThan(59.5)
  expect(scale.to).toBeGreaterThan(60.5)
  for (const kind of Object.values(kinds))
    for (const spec of Object.values(kind.points)) {
      const each = limitScale(spec)
      if (each) expect(each.to).toBeGreaterThan(each.from)
    }
})

test('without limits the bar measures against the rating, or percent, or is absent', () => {
  expect(limitScale(kinds.solar.points.power, 800)).toMatchObject({ from: 0, to: 800 })
  expect(limitScale(kinds.battery.points.power, 2000)).toMatchObject({ from: -2000, to: 2000 })
  expect(limitScale(kinds.factory.points.rate)).toMatchObject({ from: 0, to: 100 })
  expect(limitScale(kinds.solar.points.power)).toBeNull()
})
