import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faiman, pvsyst, ross, SAPM, sapm } from '../../models/laws/cellTemperature.ts'
import { agedRating, pvwattsDc, pvwattsInverter, totalLosses } from '../../models/laws/photovoltaic.ts'
import { onPlane, pvEnergy, pvState, skyLight } from '../../models/laws/pvChain.ts'
import { arrayPower, fleetEnergy, type SkyStep, skySeries } from '../../models/laws/pvFleet.ts'
import {
  BELIEVABLE_YEAR,
  fullLoadHours,
  monthlyYield,
  PLANNED_MONTHS,
  plannedMonth,
  roofCapacity,
  specificYield,
} from '../../models/laws/pvYield.ts'
import { sunAt, sunTimes } from '../../models/laws/sun.ts'

const CHANGWON = [128.66, 35.21] as const
const HOUR = 3_600_000
const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })
const day = Date.UTC(2026, 5, 20, 15)
const weather = { air: 22, wind: 2.5, oktas: 0, linke: 4.5 }

function sky(from: number, steps: number, hours: number): SkyStep[] {
  return Array.from({ length: steps }, (_, i) => {
    const at = from + (i + 0.5) * hours * HOUR
    const sun = sunAt(at, CHANGWON)
    return {
      at,
      sun,
      light: skyLight(at, sun, weather.oktas, weather.linke),
      air: weather.air,
      wind: weather.wind,
    }
  })
}

test('the fleet gives what the chain gives, array by array and step by step', () => {
  const steps = sky(day, 96, 0.25)
  const series = skySeries(steps)
  fc.assert(
    fc.property(real(0, 60), real(0, 360), real(1, 2000), real(1, 1.5), (tilt, azimuth, rated, dcRatio) => {
      const array = { tilt, azimuth, rated, dcRatio }
      const power = arrayPower(series, array)
      for (const [i, { at }] of steps.entries())
        expect(power[i]).toBeCloseTo(pvState(at, CHANGWON, array, weather).power, 6)
    }),
    { numRuns: 30 },
  )
  const arrays = [
    { tilt: 15, azimuth: 180, rated: 1 },
    { tilt: 30, azimuth: 90, rated: 50 },
  ]
  const energy = fleetEnergy(series, arrays, 0.25)
  for (const [k, array] of arrays.entries())
    expect(energy[k]).toBeCloseTo(
      pvEnergy(day, day + 24 * HOUR, CHANGWON, array, () => weather, 900),
      6,
    )
})

test('a clearness of its own scales the light of an array, and none leaves it dark', () => {
  const series = skySeries(sky(day, 24, 1))
  const array = { tilt: 15, azimuth: 180, rated: 10 }
  expect(Math.max(...arrayPower(series, array, undefined, new Float64Array(24)))).toBe(0)
  const half = arrayPower(series, array, undefined, new Float64Array(24).fill(0.5))
  for (const [i, whole] of arrayPower(series, array).entries()) expect(half[i]).toBeLessThanOrEqual(whole)
})

test('no array gives power at night, and never more than its inverter may', () => {
  fc.assert(
    fc.property(fc.integer({ min: day, max: day + 365 * 24 * HOUR }), real(0, 500), (at, rated) => {
      const { power } = pvState(at, CHANGWON, { tilt: 20, azimuth: 180, rated }, weather)
      if (rated === 0) return
      expect(power).toBeLessThanOrEqual(rated / 1.1 + 1e-9)
      if (sunAt(at, CHANGWON).altitude <= 0) expect(power).toBe(0)
    }),
  )
})

test('an array facing east makes in the morning what one facing west makes after noon', () => {
  const { noon } = sunTimes(day + 12 * HOUR, CHANGWON)
  const at = (azimuth: number, from: number, to: number) =>
    pvEnergy(noon + from * HOUR, noon + to * HOUR, CHANGWON, { tilt: 25, azimuth, rated: 10 }, () => weather)
  expect(at(90, -7, 0) / at(270, 0, 7)).toBeCloseTo(1, 2)
})

test('a shaded plane keeps some diffuse light and loses the beam', () => {
  const at = day + 12 * HOUR
  const sun = sunAt(at, CHANGWON)
  const light = skyLight(at, sun, 0, 4)
  const plane = { tilt: 15, azimuth: 180 }
  const shaded = onPlane(at, sun, light, plane, true)
  expect(shaded).toBeGreaterThan(20)
  expect(shaded).toBeLessThan(light.dhi)
})

test('warm cells give less, wind cools them, in every model of temperature', () => {
  fc.assert(
    fc.property(real(50, 1100), real(-10, 40), real(0, 15), (light, air, wind) => {
      expect(pvwattsDc(light, air + 30, 10)).toBeLessThan(pvwattsDc(light, air, 10))
      for (const cell of [
        sapm(light, air, wind, SAPM.closeRoofGlass).cell,
        faiman(light, air, wind),
        pvsyst(light, air, wind, 25, 1.2),
      ])
        expect(cell).toBeGreaterThan(air)
      expect(faiman(light, air, wind + 1)).toBeLessThan(faiman(light, air, wind))
      expect(ross(light, air, 45)).toBeGreaterThan(air)
    }),
  )
})

test('what cannot be has no power: negative ratings, missing readings, losses beyond all', () => {
  expect(pvwattsDc(800, 25, -1)).toBeNaN()
  expect(pvwattsDc(Number.NaN, 25, 1)).toBeNaN()
  expect(pvwattsInverter(Number.NaN, 100)).toBeNaN()
  expect(pvwattsInverter(10, 0)).toBeNaN()
  expect(pvwattsInverter(-5, 100)).toBe(0)
  expect(totalLosses({ dirt: 101 })).toBeNaN()
  expect(totalLosses({ dirt: -1 })).toBeNaN()
  expect(pvState(day + 12 * HOUR, CHANGWON, { tilt: 15, azimuth: 180, rated: -1 }, weather).power).toBeNaN()
  expect(
    pvState(day + 12 * HOUR, CHANGWON, { tilt: 15, azimuth: 180, rated: 1 }, { ...weather, air: Number.NaN })
      .power,
  ).toBeNaN()
  const blind = skySeries([
    { ...sky(day + 12 * HOUR, 1, 1)[0]!, light: { ghi: Number.NaN, dni: Number.NaN, dhi: Number.NaN } },
  ])
  expect(arrayPower(blind, { tilt: 15, azimuth: 180, rated: 1 })[0]).toBeNaN()
})

test('yields: the plan of a year lies in the band that is believed, its peak in spring', () => {
  const year = PLANNED_MONTHS.reduce((sum, month) => sum + month, 0)
  expect(year).toBeGreaterThan(BELIEVABLE_YEAR.least)
  expect(year).toBeLessThan(BELIEVABLE_YEAR.most)
  expect(PLANNED_MONTHS.indexOf(Math.max(...PLANNED_MONTHS) as 153)).toBe(4)
  expect(plannedMonth(10, 5).energy).toBe(1530)
  expect(plannedMonth(10, 5).most / plannedMonth(10, 5).least).toBeCloseTo(11 / 9, 9)
  expect(plannedMonth(10, 13).energy).toBeNaN()
  // Changwon bus terminal, 43 kW: 5,295 kWh in May 2021 are 3.97 h a day (press).
  expect(fullLoadHours(5295, 43, 31)).toBeCloseTo(3.97, 2)
  expect(fullLoadHours(5295, 0, 31)).toBeNaN()
  expect(specificYield(1_664_000, 1200)).toBeCloseTo(1387, 0)
  expect(specificYield(1, 0)).toBeNaN()
  expect(monthlyYield(-1, 30, 4)).toBeNaN()
  expect(roofCapacity(-1)).toBeNaN()
  expect(roofCapacity(1000)).toBeGreaterThan(100)
  expect(agedRating(100, 20)).toBeCloseTo(90.5, 1)
  expect(agedRating(100, -1)).toBeNaN()
})
