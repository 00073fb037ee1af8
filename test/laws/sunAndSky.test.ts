import fc from 'fast-check'
import { expect, test } from 'vitest'
import { altitudeAt, extraterrestrial, pressureAt, relativeAirmass } from '../../models/laws/atmosphere.ts'
import { clouded, erbs, haurwitz, ineichen, simplifiedSolis } from '../../models/laws/clearSky.ts'
import { hourAngle, solarCoordinates, trueAltitude } from '../../models/laws/solarCoordinates.ts'
import { shadowLength, sunAt, sunTimes } from '../../models/laws/sun.ts'
import { hiddenBelow, litSpans, solsticeSteps, sunHours } from '../../models/laws/sunHours.ts'
import {
  angleOfIncidence,
  hayDavies,
  isotropic,
  perez,
  perezDriesse,
} from '../../models/laws/transposition.ts'

const CHANGWON = [128.66, 35.21] as const
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 11, 31) })
const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })

test('two ways to the altitude of the sun agree where refraction is small', () => {
  fc.assert(
    fc.property(instant, real(-180, 180), real(-66, 66), (at, lon, lat) => {
      const { altitude } = sunAt(at, [lon, lat])
      if (altitude < 15) return
      expect(Math.abs(altitude - trueAltitude(at, [lon, lat]))).toBeLessThan(0.1)
    }),
  )
})

test('the sun crosses the meridian at solar noon, and is up between rise and set', () => {
  fc.assert(
    fc.property(instant, at => {
      const { sunrise, noon, sunset } = sunTimes(at, CHANGWON)
      const away = (hourAngle(solarCoordinates(noon), CHANGWON[0]) + 180) % 360
      expect(away).toBeGreaterThan(179.8)
      expect(away).toBeLessThan(180.2)
      expect(sunAt(sunrise! + 600_000, CHANGWON).altitude).toBeGreaterThan(0)
      expect(sunAt(sunset! - 600_000, CHANGWON).altitude).toBeGreaterThan(0)
      expect(sunAt(sunset! + 600_000, CHANGWON).altitude).toBeLessThan(0)
    }),
  )
})

test('a polar day has no rise and no set, and no instant has neither sun nor noon', () => {
  expect(sunTimes(Date.UTC(2026, 5, 21, 12), [20, 75])).toMatchObject({ sunrise: null, sunset: null })
  expect(sunTimes(Number.NaN, CHANGWON)).toEqual({ sunrise: null, noon: Number.NaN, sunset: null })
  expect(sunAt(Number.NaN, CHANGWON).altitude).toBeNaN()
  expect(trueAltitude(Number.NaN, CHANGWON)).toBeNaN()
  expect(extraterrestrial(Number.NaN)).toBeNaN()
})

test('night is dark and missing readings stay missing in every sky', () => {
  const dark = { ghi: 0, dni: 0, dhi: 0 }
  const unknown = { ghi: Number.NaN, dni: Number.NaN, dhi: Number.NaN }
  expect(ineichen(95, Number.NaN, 3)).toEqual(dark)
  expect(ineichen(Number.NaN, 1, 3)).toEqual(unknown)
  expect(ineichen(40, 1.3, Number.NaN)).toEqual(unknown)
  expect(simplifiedSolis(-1)).toEqual(dark)
  expect(simplifiedSolis(40, { aod700: Number.NaN })).toEqual(unknown)
  expect(haurwitz(Number.NaN)).toBeNaN()
  expect(erbs(300, 120, 1361)).toMatchObject(dark)
  expect(erbs(Number.NaN, 40, 1361)).toMatchObject(unknown)
  expect(relativeAirmass(90.1)).toBeNaN()
  expect(clouded(Number.NaN, 3)).toBeNaN()
})

test('clear skies add up: global is diffuse and the upright part of the beam', () => {
  fc.assert(
    fc.property(real(0, 85), real(2, 7), real(0, 2000), (zenith, linke, altitude) => {
      const { ghi, dni, dhi } = ineichen(zenith, relativeAirmass(zenith), linke, altitude, 1361)
      expect(dhi + dni * Math.cos((zenith * Math.PI) / 180)).toBeCloseTo(ghi, 6)
      expect(Math.min(ghi, dni, dhi)).toBeGreaterThanOrEqual(-1e-9)
      expect(dni).toBeLessThan(1361)
    }),
  )
})

test('murkier air never lets more light through', () => {
  fc.assert(
    fc.property(real(5, 90), real(1, 6), real(0.1, 3), (altitude, linke, more) => {
      const z = 90 - altitude
      const airmass = relativeAirmass(z)
      expect(ineichen(z, airmass, linke + more).ghi).toBeLessThanOrEqual(ineichen(z, airmass, linke).ghi)
    }),
  )
})

test('the beam and the diffuse of Erbs add up to the last degree before the horizon', () => {
  fc.assert(
    fc.property(real(0, 90), real(1, 1100), (zenith, ghi) => {
      const { dni, dhi } = erbs(ghi, zenith, 1361)
      expect(dhi + dni * Math.cos((zenith * Math.PI) / 180)).toBeCloseTo(ghi, 6)
    }),
  )
})

test('pressure and altitude are inverses', () => {
  fc.assert(fc.property(real(-300, 9000), h => Math.abs(altitudeAt(pressureAt(h)) - h) < 1))
  expect(pressureAt(50_000)).toBeNaN()
})

test('a missing beam is missing on the plane, a missing airmass means night', () => {
  const plane = { tilt: 30, azimuth: 180 }
  const sun = { zenith: 40, azimuth: 170 }
  const light = { ghi: 600, dni: Number.NaN, dhi: 100 }
  expect(perez(plane, sun, light, 1361, 1.3)).toBeNaN()
  expect(perezDriesse(plane, sun, light, 1361, 1.3)).toBeNaN()
  expect(hayDavies(plane, sun, light, 1361)).toBeNaN()
  expect(perez(plane, sun, { ...light, dni: 500 }, 1361, Number.NaN)).toBe(0)
  expect(angleOfIncidence({ tilt: Number.NaN, azimuth: 0 }, sun)).toBeNaN()
})

test('Perez and its continuous form stay near each other and above nothing under any real sky', () => {
  fc.assert(
    fc.property(real(0, 75), real(0, 90), real(0.02, 0.8), (zenith, tilt, clearness) => {
      const plane = { tilt, azimuth: 180 }
      const sun = { zenith, azimuth: 180 }
      const airmass = relativeAirmass(zenith)
      const light = erbs(clearness * 1361 * Math.cos((zenith * Math.PI) / 180), zenith, 1361)
      const binned = perez(plane, sun, light, 1361, airmass)
      const smooth = perezDriesse(plane, sun, light, 1361, airmass)
      expect(Math.min(binned, smooth)).toBeGreaterThanOrEqual(0)
      expect(Math.abs(binned - smooth)).toBeLessThan(0.25 * isotropic(light.dhi, 0))
    }),
  )
})

test('a shadow is as long as the wall at 45° and endless at the horizon', () => {
  expect(shadowLength(20, 45)).toBeCloseTo(20, 9)
  expect(shadowLength(20, 0)).toBe(Number.POSITIVE_INFINITY)
  expect(shadowLength(-1, 45)).toBeNaN()
  expect(shadowLength(20, Number.NaN)).toBeNaN()
})

test('sun hours: an open window has all eight, a higher wall never leaves more', () => {
  const steps = solsticeSteps(CHANGWON, 2026)
  expect(steps).toHaveLength(48)
  const behind = (height: number) =>
    sunHours(litSpans(steps, sun => sun.altitude > hiddenBelow(height, 20, 180, sun.azimuth)))
  expect(behind(0)).toMatchObject({ continuous: 6, total: 8, tolerable: true })
  fc.assert(
    fc.property(real(0, 40), real(0, 20), (height, more) => {
      const [low, high] = [behind(height), behind(height + more)]
      expect(high.total).toBeLessThanOrEqual(low.total + 1e-9)
      expect(high.continuous).toBeLessThanOrEqual(low.continuous + 1e-9)
      expect(low.continuous).toBeLessThanOrEqual(low.total + 1e-9)
    }),
    { numRuns: 40 },
  )
  expect(behind(60).tolerable).toBe(false)
  expect(() => solsticeSteps(CHANGWON, 2026, 7)).toThrow(/7 minutes/)
})
