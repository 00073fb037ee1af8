import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composite, POLLUTANTS, predicted24h, subIndex } from '../../models/laws/airIndex.ts'
import { dayShiftPresence, threeShiftPresence } from '../../models/laws/arrivals.ts'
import { extraterrestrial, relativeAirmass } from '../../models/laws/atmosphere.ts'
import { backTest } from '../../models/laws/backTest.ts'
import { clouded, erbs, haurwitz, ineichen } from '../../models/laws/clearSky.ts'
import { loadShare, SHIFT_PATTERNS } from '../../models/laws/loadProfile.ts'
import { addLevels, noiseLevel } from '../../models/laws/noise.ts'
import { requiredStalls } from '../../models/laws/parking.ts'
import { pvwattsDc, pvwattsInverter } from '../../models/laws/photovoltaic.ts'
import { assess } from '../../models/laws/planningEngine.ts'
import { concentration } from '../../models/laws/plume.ts'
import { STABILITIES, sigma } from '../../models/laws/plumeSpread.ts'
import { oee } from '../../models/laws/production.ts'
import { queueWait } from '../../models/laws/queue.ts'
import { stepBattery } from '../../models/laws/storage.ts'
import { sunAt } from '../../models/laws/sun.ts'
import { energyCharge } from '../../models/laws/tariff.ts'
import { hayDavies, isotropic, perez, perezDriesse, projection } from '../../models/laws/transposition.ts'
import { cubicPower } from '../../models/laws/wind.ts'

const CHANGWON = [128.66, 35.21] as const
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 11, 31) })
const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })

test('no light and no power at night', () => {
  fc.assert(
    fc.property(instant, at => {
      const { altitude } = sunAt(at, CHANGWON)
      if (altitude > 0) return
      expect(haurwitz(altitude)).toBe(0)
      expect(ineichen(90 - altitude, relativeAirmass(90 - altitude), 4)).toEqual({ ghi: 0, dni: 0, dhi: 0 })
      expect(pvwattsInverter(pvwattsDc(0, 20, 100), 100)).toBe(0)
    }),
  )
})

test('beam and diffuse add up to the global irradiance they were split from', () => {
  fc.assert(
    fc.property(instant, real(0, 86), real(1, 1100), (at, zenith, ghi) => {
      const { dni, dhi } = erbs(ghi, zenith, extraterrestrial(at))
      expect(dhi + dni * Math.cos((zenith * Math.PI) / 180)).toBeCloseTo(ghi, 6)
      expect(dni).toBeGreaterThanOrEqual(0)
      expect(dhi).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('a plane lying flat sees the whole sky in every transposition', () => {
  fc.assert(
    fc.property(real(5, 80), real(0, 360), real(10, 400), real(0, 900), (zenith, azimuth, dhi, dni) => {
      const flat = { tilt: 0, azimuth: 180 }
      const sun = { zenith, azimuth }
      const light = { ghi: 0, dni, dhi }
      expect(isotropic(dhi, 0)).toBeCloseTo(dhi, 9)
      expect(hayDavies(flat, sun, light, 1361)).toBeCloseTo(dhi, 6)
      expect(perez(flat, sun, light, 1361, 1.5)).toBeCloseTo(dhi, 6)
      expect(perezDriesse(flat, sun, light, 1361, 1.5)).toBeCloseTo(dhi, 6)
    }),
  )
})

test('east in the morning is west in the afternoon', () => {
  fc.assert(
    fc.property(real(0, 90), real(0, 180), real(0, 90), (tilt, turn, zenith) => {
      const east = projection({ tilt, azimuth: 180 - turn }, { zenith, azimuth: 180 - turn / 2 })
      const west = projection({ tilt, azimuth: 180 + turn }, { zenith, azimuth: 180 + turn / 2 })
      expect(east).toBeCloseTo(west, 9)
    }),
  )
})

test('more cloud never means more light', () => {
  fc.assert(
    fc.property(real(0, 1000), real(0, 8), real(0, 8), (clear, a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a]
      expect(clouded(clear, more)).toBeLessThanOrEqual(clouded(clear, less) + 1e-9)
    }),
  )
})

test('an inverter never gives more than it takes, nor more than it may', () => {
  fc.assert(
    fc.property(real(0, 200), dc => {
      const ac = pvwattsInverter(dc, 100, 0.96)
      expect(ac).toBeLessThanOrEqual(Math.min(dc, 96) + 1e-9)
    }),
  )
})

test('a turbine stays between nothing and its rating, and never falls before cut-out', () => {
  const turbine = { cutIn: 3, ratedSpeed: 12, cutOut: 25, rated: 3000 }
  fc.assert(
    fc.property(real(0, 25), real(0, 25), (a, b) => {
      const [slow, fast] = a < b ? [a, b] : [b, a]
      expect(cubicPower(slow, turbine)).toBeLessThanOrEqual(cubicPower(fast, turbine))
      expect(cubicPower(fast, turbine)).toBeLessThanOrEqual(3000)
    }),
  )
})

test('a battery stays in its window and gives back no more than its round trip', () => {
  const battery = { capacity: 3000, power: 1000, roundTrip: 0.85, lowest: 0.1, highest: 0.9 }
  fc.assert(
    fc.property(fc.array(real(-3000, 3000), { minLength: 1, maxLength: 60 }), wishes => {
      let charge = 0.5
      let put = 0
      let got = 0
      for (const wish of wishes) {
        const step = stepBattery(battery, charge, wish, 0.25)
        charge = step.charge
        expect(charge).toBeGreaterThanOrEqual(0.1 - 1e-9)
        expect(charge).toBeLessThanOrEqual(0.9 + 1e-9)
        if (step.power > 0) got += step.power * 0.25
        else put -= step.power * 0.25
      }
      const eta = Math.sqrt(0.85)
      expect(got / eta - put * eta).toBeCloseTo((0.5 - charge) * 3000, 6)
      expect(got).toBeLessThanOrEqual(0.85 * put + 0.4 * 3000 * eta + 1e-6)
    }),
  )
})

test('what passes a cross-section of the plume a second is what the source gives', () => {
  for (const stability of STABILITIES) {
    const release = { rate: 10, height: 30, wind: 4, stability, spread: 'briggsRural' } as const
    const s = sigma(800, stability, 'briggsRural')
    let mass = 0
    const dy = s.y / 10
    const dz = s.z / 10
    for (let y = -6 * s.y; y < 6 * s.y; y += dy) {
      for (let z = dz / 2; z < 30 + 6 * s.z; z += dz) mass += concentration(release, 800, y, z) * 4 * dy * dz
    }
    expect(mass / 10).toBeCloseTo(1, 2)
  }
})

test('dirtier air never has a lower sub-index', () => {
  fc.assert(
    fc.property(fc.constantFrom(...POLLUTANTS), real(0, 700), real(0, 700), (pollutant, a, b) => {
      const scale = pollutant.startsWith('PM') ? 1 : 0.01
      const [less, more] = a < b ? [a * scale, b * scale] : [b * scale, a * scale]
      expect(subIndex(pollutant, less)).toBeLessThanOrEqual(subIndex(pollutant, more) + 1e-9)
    }),
  )
})

test('missing air data has no index', () => {
  expect(subIndex('PM10', Number.NaN)).toBeNaN()
  expect(subIndex('O3', -1)).toBeNaN()
  expect(composite([])).toBeNaN()
  expect(predicted24h('PM10', Array(11).fill(40))).toBeNaN()
  expect(predicted24h('PM2.5', Array(24).fill(20))).toBe(20)
})

test('sound fades with distance, and two equal sources make three decibels more', () => {
  const at = (distance: number): number =>
    noiseLevel({ power: 100, distance, sourceHeight: 4, receiverHeight: 1.5 }).level
  fc.assert(fc.property(real(20, 2000), real(1.05, 3), (d, k) => at(d * k) < at(d)))
  expect(addLevels([60, 60])).toBeCloseTo(63.01, 2)
  expect(at(0)).toBeNaN()
})

test('more floor never needs fewer stalls, and no area has an answer that hides', () => {
  fc.assert(
    fc.property(real(0, 1e6), real(0, 1e6), (a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a]
      expect(requiredStalls([{ use: 'factory', area: less }])).toBeLessThanOrEqual(
        requiredStalls([{ use: 'factory', area: more }]),
      )
    }),
  )
  expect(requiredStalls([{ use: 'factory', area: -5 }])).toBeNaN()
})

test('cars on site stay between none and all of a shift, two shifts while they change', () => {
  fc.assert(
    fc.property(real(0, 24), hour => {
      expect(dayShiftPresence(hour)).toBeGreaterThanOrEqual(0)
      expect(dayShiftPresence(hour)).toBeLessThanOrEqual(1)
      expect(threeShiftPresence(hour)).toBeGreaterThan(0.9)
      expect(threeShiftPresence(hour)).toBeLessThanOrEqual(2)
    }),
  )
})

test('a load profile is positive and a Sunday never above the same weekday', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SHIFT_PATTERNS),
      real(0, 24),
      real(-10, 38),
      (pattern, hour, temperature) => {
        const weekday = loadShare(pattern, hour, 'weekday', temperature)
        const sunday = loadShare(pattern, hour, 'sunday_or_holiday', temperature)
        expect(sunday).toBeGreaterThan(0)
        expect(sunday).toBeLessThanOrEqual(weekday + 1e-9)
      },
    ),
  )
})

test('energy of a bill adds up to the energy used', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2025, max: 2029 }),
      fc.integer({ min: 1, max: 12 }),
      real(1, 5000),
      (year, month, kW) => {
        const { kWh, discount, charge, beforeDiscount } = energyCharge(year, month, 'II', () => kW)
        const hours = new Date(Date.UTC(year, month, 0)).getUTCDate() * 24
        expect(kWh.light + kWh.mid + kWh.peak).toBeCloseTo(kW * hours, 3)
        expect(charge).toBeCloseTo(beforeDiscount - discount, 6)
      },
    ),
  )
})

test('holidays beyond the table are refused, not guessed', () => {
  expect(() => energyCharge(2035, 5, 'I', () => 1)).toThrow(/2035/)
})

test('OEE is the ideal time of good pieces over the planned time while performance is not capped', () => {
  fc.assert(
    fc.property(
      real(100, 600),
      real(0.5, 1),
      real(0.1, 1),
      real(0, 1),
      (planned, running, speed, goodShare) => {
        const run = planned * running
        const total = run * speed
        const good = total * goodShare
        expect(oee({ planned, run, idealCycle: 1, total, good }).oee).toBeCloseTo(good / planned, 9)
      },
    ),
  )
})

test('blended occupancy forecast beats the last value on a weekly rhythm', () => {
  const values = Array.from(
    { length: 4 * 7 * 24 },
    (_, i) => 50 + 40 * Math.sin((2 * Math.PI * i) / 24) + 8 * Math.sin(i / 9),
  )
  const { n, lastValue, blended } = backTest({ slotsPerWeek: 7 * 24, values }, 3)
  expect(n).toBeGreaterThan(400)
  expect(blended).toBeLessThan(lastValue / 2)
  expect(queueWait(700)).toBe(Number.POSITIVE_INFINITY)
})

test('a rule says met, broken, exempt or unknown, and never guesses', () => {
  const plant = {
    zone: 'general industrial',
    use: 'factory',
    inComplex: true,
    siteArea: 10_000,
    buildingArea: 7_200,
    floorArea: 9_000,
  } as const
  const verdicts = Object.fromEntries(assess(plant, '2026-11-23').map(f => [f.rule, f.verdict]))
  expect(verdicts).toMatchObject({
    coverage: 'broken',
    floorArea: 'met',
    landscaping: 'exempt',
    frontSetback: 'exempt',
    standardArea: 'unknown',
    parking: 'unknown',
  })
  expect(assess(plant, '2020-01-01').every(f => f.verdict === 'unknown')).toBe(true)
  expect(() => assess({ ...plant, siteArea: -1 }, '2026-11-23')).toThrow(RangeError)
})
