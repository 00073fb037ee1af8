import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  composite,
  grade,
  hourGrade,
  POLLUTANTS,
  predicted24h,
  stationIndex,
  stationIndexNow,
  subIndex,
} from '../../models/laws/airIndex.ts'
import {
  detectorFor,
  detectorsAlong,
  FLAMMABLE_DETECTOR,
  toxicDetector,
  volumePercent,
} from '../../models/laws/detector.ts'
import { judgeShift, shortTermPeak, timeWeighted } from '../../models/laws/exposure.ts'
import { HEAT_ALARM, heatAlarm, smokeLatch } from '../../models/laws/fireDetector.ts'
import { GASES, KOREAN_LIMITS, mgToPpm, ppmToMg } from '../../models/laws/gas.ts'

const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })
const minutes = (...spans: readonly (readonly [count: number, ppm: number])[]): number[] =>
  spans.flatMap(([count, ppm]) => Array<number>(count).fill(ppm))

test('no concentration falls between two bands, and the index climbs by steps of 1 at most there', () => {
  fc.assert(
    fc.property(fc.constantFrom(...POLLUTANTS), real(0, 1), (pollutant, share) => {
      const most = { SO2: 1, NO2: 2, CO: 50, O3: 0.6, PM10: 600, 'PM2.5': 500 }[pollutant]
      const index = subIndex(pollutant, share * most)
      expect(index).toBeGreaterThanOrEqual(0)
      expect(index).toBeLessThanOrEqual(500)
    }),
  )
  expect(subIndex('PM2.5', 15.4)).toBe(50)
  expect(subIndex('PM2.5', 15.5)).toBe(51)
  expect(subIndex('PM10', 9999)).toBe(500)
  expect(subIndex('CO', Number.POSITIVE_INFINITY)).toBe(500)
})

test('composite: never below its worst part, higher with every further bad one', () => {
  fc.assert(
    fc.property(fc.array(real(0, 500), { minLength: 1, maxLength: 6 }), real(101, 500), (parts, bad) => {
      expect(composite(parts)).toBeGreaterThanOrEqual(Math.max(...parts))
      expect(composite([...parts, bad])).toBeGreaterThanOrEqual(composite(parts))
    }),
  )
  expect(composite([100, 100])).toBe(100)
  expect(composite([101, 101])).toBe(151)
})

test('the 24-hour rule: steady air is itself, a high steady hour counts three quarters, more dust never less', () => {
  fc.assert(
    fc.property(fc.array(real(0, 300), { minLength: 12, maxLength: 24 }), hours => {
      const mean = predicted24h('PM10', hours)
      expect(mean).toBeGreaterThanOrEqual(0.75 * Math.min(...hours.slice(-12)) - 1e-9)
      expect(mean).toBeLessThanOrEqual(Math.max(...hours.slice(-12)) + 1e-9)
    }),
  )
  // All hours at 100: C12 = 100, C4 = 75, so (100 + 75)/2.
  expect(predicted24h('PM10', minutes([12, 100]))).toBeCloseTo(87.5, 9)
  expect(predicted24h('PM2.5', minutes([12, 29]))).toBeCloseTo(29, 9)
  // A jump beyond 1.7 times the mean counts as it is.
  expect(predicted24h('PM10', minutes([11, 10], [1, 200]))).toBeCloseTo((310 / 12 + 230 / 4) / 2, 9)
  expect(predicted24h('PM10', minutes([11, 10], [1, Number.NaN]))).toBeNaN()
  expect(predicted24h('PM10', minutes([11, 10], [1, -1]))).toBeNaN()
})

test('a station without one of its four has no index', () => {
  const whole = { PM10: 45, 'PM2.5': 22, NO2: 0.02, O3: 0.06 }
  expect(stationIndex(whole)).toBeCloseTo(75.08, 2)
  for (const name of ['PM10', 'PM2.5', 'NO2', 'O3'] as const)
    expect(stationIndex({ ...whole, [name]: Number.NaN })).toBeNaN()
  const now = { gases: { NO2: 0.02, O3: 0.06 }, PM10: minutes([12, 45]), 'PM2.5': minutes([12, 22]) }
  expect(stationIndexNow(now)).toBeCloseTo(75.08, 2)
  expect(stationIndexNow({ ...now, PM10: minutes([5, 45]) })).toBeNaN()
  expect([grade(50), grade(100), grade(250), grade(251), grade(Number.NaN)]).toEqual([0, 1, 2, 3, -1])
  expect([
    hourGrade('PM10', 30),
    hourGrade('PM10', 81),
    hourGrade('PM2.5', 76),
    hourGrade('PM10', -1),
  ]).toEqual([0, 2, 3, -1])
})

test('ppm and mg/m³ are inverses at any temperature', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(GASES) as (keyof typeof GASES)[])),
      real(0, 2000),
      real(-20, 45),
      (gas, ppm, t) => {
        const { molarMass } = GASES[gas]
        expect(mgToPpm(ppmToMg(ppm, molarMass, t), molarMass, t)).toBeCloseTo(ppm, 6)
      },
    ),
  )
  expect(ppmToMg(1, 17, -300)).toBeNaN()
  expect(KOREAN_LIMITS.HF.ceiling).toBe(true)
})

test('exposure: eight hours at a level are that level, and a peak is never below the mean', () => {
  fc.assert(
    fc.property(real(0, 100), fc.array(real(0, 300), { minLength: 15, maxLength: 480 }), (level, series) => {
      expect(timeWeighted([[level, 8]])).toBeCloseTo(level, 9)
      const mean = series.reduce((sum, c) => sum + c, 0) / series.length
      expect(shortTermPeak(series)).toBeLessThanOrEqual(Math.max(...series) + 1e-9)
      if (series.length % 15 === 0) expect(shortTermPeak(series)).toBeGreaterThanOrEqual(mean - 1e-9)
    }),
  )
  expect(timeWeighted([[-1, 8]])).toBeNaN()
  expect(shortTermPeak([])).toBeNaN()
  expect(shortTermPeak([1, Number.NaN])).toBeNaN()
})

test('a shift breaks what it breaks: the mean, the quarter hour, the fifth excursion, the danger', () => {
  const nh3 = GASES.NH3
  expect(judgeShift(minutes([480, 20]), nh3).broken).toEqual([])
  expect(judgeShift(minutes([480, 26]), nh3).broken).toContain('twa')
  expect(judgeShift(minutes([200, 5], [15, 40], [265, 5]), nh3).broken).toEqual(['stel'])
  expect(judgeShift(minutes([200, 5], [1, 300], [279, 5]), nh3).broken).toContain('idlh')
  const rises = (count: number) =>
    minutes(
      ...(Array(count)
        .fill([
          [10, 30],
          [70, 5],
        ])
        .flat() as [number, number][]),
    )
  expect(judgeShift(rises(4), nh3).broken).toEqual([])
  expect(judgeShift(rises(5), nh3).broken).toEqual(['excursions'])
  expect(judgeShift(minutes([10, 30], [30, 5], [10, 30]), nh3).broken).toEqual(['excursions'])
  expect(judgeShift(minutes([480, 9]), GASES.Cl2).broken).toEqual([])
})

test('detectors: set points never above the limit, none invented, toxic before flammable', () => {
  for (const gas of Object.keys(GASES) as (keyof typeof GASES)[]) {
    const rule = toxicDetector(gas)
    expect(rule === null).toBe(GASES[gas].twa === null)
    if (rule) expect(rule.highest).toBeLessThanOrEqual(GASES[gas].twa!)
  }
  expect(toxicDetector('NH3', true)?.highest).toBe(50)
  expect(toxicDetector('NH3')?.scale).toBe(150)
  expect(detectorFor('CO', true)?.unit).toBe('ppm')
  expect(detectorFor('Cl2', true)).toEqual(FLAMMABLE_DETECTOR)
  expect(detectorFor(null, false)).toBeNull()
  expect([
    detectorsAlong(40, true),
    detectorsAlong(41, true),
    detectorsAlong(41, false),
    detectorsAlong(0, false),
  ]).toEqual([4, 5, 3, 1])
  expect(detectorsAlong(-1, true)).toBeNaN()
  expect(volumePercent('H2', 25)).toBe(1)
})

test('fire: heat alarms by level or by rise, smoke latches until it is reset in clear air', () => {
  expect(heatAlarm([20, 25, HEAT_ALARM.fixed])).toBe('fixed')
  expect(heatAlarm([20, 35])).toBe('rise')
  expect([heatAlarm([20, 34.9]), heatAlarm([20, Number.NaN, 40]), heatAlarm([])]).toEqual([null, null, null])
  expect(smokeLatch(false, true, true)).toBe(true)
  expect(smokeLatch(true, false, false)).toBe(true)
  expect(smokeLatch(true, false, true)).toBe(false)
})
