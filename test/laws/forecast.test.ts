import fc from 'fast-check'
import { expect, test } from 'vitest'
import { presence } from '../../models/laws/arrivals.ts'
import { backTest, errorsInPercent } from '../../models/laws/backTest.ts'
import { holtWinters } from '../../models/laws/holtWinters.ts'
import { forecast, slotMean } from '../../models/laws/occupancyForecast.ts'

const WEEK = 672
/** Weeks of a lot of 100 stalls by quarter hours: workdays of one shift, days that wander by `unrest` of their level. */
function weeks(count: number, unrest: number): number[] {
  return Array.from({ length: count * WEEK }, (_, i) => {
    const weekend = Math.floor(i / 96) % 7 >= 5 ? 0.2 : 1
    const wander = 1 + unrest * (Math.sin(i / 130) + 0.4 * Math.sin(i / 17))
    return 80 * presence('day', (i % 96) / 4) * weekend * wander
  })
}

test('a week that repeats itself is foretold without error by everything but the last value', () => {
  const {
    n,
    lastValue,
    historicalMean,
    blended,
    holtWinters: winters,
  } = backTest({ slotsPerWeek: WEEK, values: weeks(4, 0) }, 4)
  expect(n).toBeGreaterThan(1900)
  expect(historicalMean).toBeLessThan(1e-9)
  expect(blended).toBeLessThan(1e-9)
  expect(winters).toBeLessThan(1)
  expect(lastValue).toBeGreaterThan(1)
})

test('on restless days the blend beats the mean and the last value at 15, 30 and 60 minutes', () => {
  const errors = errorsInPercent({ slotsPerWeek: WEEK, values: weeks(6, 0.1) }, 100)
  expect(errors.map(e => e.minutes)).toEqual([15, 30, 60])
  for (const { blended, lastValue, historicalMean } of errors) {
    expect(blended).toBeLessThan(historicalMean)
    expect(blended).toBeLessThan(lastValue)
    expect(blended).toBeLessThan(2)
  }
  expect(errors[2]!.blended).toBeGreaterThan(errors[0]!.blended)
})

test('a forecast knows nothing of the future', () => {
  const values = weeks(5, 0.1)
  const at = 4 * WEEK + 200
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 }),
      later => {
        const changed = [...values.slice(0, at + 1), ...later]
        const history = (v: number[]) => ({ slotsPerWeek: WEEK, values: v })
        expect(forecast(history(changed), at, 4)).toBe(forecast(history(values), at, 4))
        expect(holtWinters(history(changed), 4)[at]).toBe(holtWinters(history(values), 4)[at])
      },
    ),
    { numRuns: 10 },
  )
})

test('gaps: the mean reaches farther back, the forecast falls to the last value, and nothing makes nothing', () => {
  const values = weeks(6, 0)
  const history = { slotsPerWeek: WEEK, values }
  const at = 5 * WEEK + 44
  values[at - WEEK] = Number.NaN
  expect(slotMean(history, at)).toBeCloseTo(values[at - 2 * WEEK]!, 9)
  const short = { slotsPerWeek: WEEK, values: [10, 20, 30] }
  expect(forecast(short, 2, 4)).toBe(30)
  expect(slotMean(short, 2)).toBeNaN()
  expect(forecast({ slotsPerWeek: WEEK, values: [] }, 0, 1)).toBeNaN()
  expect(backTest(short, 1).blended).toBeNaN()
  expect(() => errorsInPercent(history, 0)).toThrow(/0 stalls/)
})
