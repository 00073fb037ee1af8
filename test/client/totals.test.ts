import { expect, test } from 'vitest'
import { alarms, hearAlarms } from '../../client/live/alarms.ts'
import { extendTrace, type Trace } from '../../client/live/assetHistory.ts'
import { largest, mean, meanDirection, total } from '../../client/panels/shell/layers/surroundings.ts'
import type { AlarmStateName, StandingAlarm } from '../../models/alarm.ts'
import { alarmOf } from './sensor.ts'

const values = Float32Array.of(10, Number.NaN, 20, 350, 10)

test('totals leave out what has no reading', () => {
  expect(mean(values, [0, 1, 2])).toBe(15)
  expect(total(values, [0, 1, 2])).toBe(30)
  expect(largest(values, [1, 0, 2])).toBe(20)
  expect(mean(values, [1])).toBeNaN()
  expect(total(values, [])).toBeNaN()
  expect(largest(values, [1])).toBeNaN()
})

test('the mean of 350° and 10° is north, not south', () => {
  expect(meanDirection(values, [3, 4])).toBeCloseTo(0)
  expect(meanDirection(values, [1])).toBeNaN()
})

const told = (number: number, snapshot: boolean, ...list: StandingAlarm[]) =>
  hearAlarms({ epoch: 1, number, snapshot, alarms: list })
const shown = () => [...alarms.getState().byPoint.values()].map(a => [a.point, a.severity])
const as = (state: AlarmStateName, each: StandingAlarm): StandingAlarm => ({ ...each, state })

test('alarms are unknown until told, change by number, and end when normal', () => {
  expect(alarms.getState().known).toBe(false)
  told(2, true, alarmOf(3, 2, 1), alarmOf(5, 3, 2))
  told(5, false, alarmOf(3, 3, 3), as('normal', alarmOf(5, 3, 4)), alarmOf(9, 1, 5))
  told(3, false, alarmOf(3, 2, 1))
  expect(shown()).toEqual([
    [3, 3],
    [9, 1],
  ])
  expect(alarms.getState()).toMatchObject({ known: true, have: { epoch: 1, number: 5 } })
})

test('scenes show the worst announced alarm of a point; lists keep the others', () => {
  const quality = { ...alarmOf(3, 1, 2), source: 'quality' as const }
  const returned = { ...as('returned', alarmOf(4, 3, 3)), active: false }
  told(4, true, alarmOf(3, 2, 1), quality, returned, as('shelved', alarmOf(6, 3, 4)))
  expect(shown()).toEqual([[3, 2]])
  expect(alarms.getState().all.size).toBe(4)
})

test('a trace grows by newer samples only and forgets what is too old', () => {
  const trace: Trace = { at: [0, 60_000], value: [1, 2] }
  expect(extendTrace(trace, 60_000, 9, 10)).toBe(false)
  expect(extendTrace(trace, Number.NaN, 9, 10)).toBe(false)
  expect(extendTrace(trace, 630_000, 3, 10)).toBe(true)
  expect(trace).toEqual({ at: [60_000, 630_000], value: [2, 3] })
})
