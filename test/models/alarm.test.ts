import { expect, test } from 'vitest'
import { judge } from '../../models/alarm.ts'
import type { PointSpec, Severity } from '../../models/kind.ts'
import { QUALITY } from '../../models/quality.ts'

const spec: PointSpec = {
  name: { ko: '온도', en: 'Temperature' },
  unit: '°C',
  range: [-50, 200],
  resolution: 0.1,
  every: 5,
  limits: { lowLow: -20, low: 0, high: 80, highHigh: 100, deadband: 5 },
}
const severity = (value: number, before: Severity = 0): Severity =>
  judge(spec, value, QUALITY.good, before)?.severity ?? 0

test('a value between its limits is normal', () => {
  expect(severity(20)).toBe(0)
})

test('each limit raises its severity, with the cause', () => {
  expect(judge(spec, 80, QUALITY.good, 0)).toEqual({ severity: 2, cause: 'high' })
  expect(judge(spec, 100, QUALITY.good, 0)).toEqual({ severity: 3, cause: 'highHigh' })
  expect(judge(spec, 0, QUALITY.good, 0)).toEqual({ severity: 2, cause: 'low' })
  expect(judge(spec, -20, QUALITY.good, 0)).toEqual({ severity: 3, cause: 'lowLow' })
})

test('a raised limit is left only below the deadband', () => {
  expect(severity(78, 0)).toBe(0)
  expect(severity(78, 2)).toBe(2)
  expect(severity(74.9, 2)).toBe(0)
  expect(severity(97, 2)).toBe(2)
  expect(severity(97, 3)).toBe(3)
  expect(severity(94.9, 3)).toBe(2)
  expect(severity(3, 2)).toBe(2)
  expect(severity(5.1, 2)).toBe(0)
})

test('bad quality is an alarm of its own, no reading is none', () => {
  expect(judge(spec, 20, QUALITY.bad, 0)).toEqual({ severity: 1, cause: 'bad' })
  expect(judge(spec, Number.NaN, QUALITY.none, 0)).toBeNull()
})

test('a state code raises what the kind says', () => {
  const door: PointSpec = { ...spec, unit: '1', range: [0, 2], resolution: 1, alarmStates: { 2: 3 } }
  expect(judge(door, 2, QUALITY.good, 0)).toEqual({ severity: 3, cause: 'state' })
})
