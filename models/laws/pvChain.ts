import type { Degrees, Instant, LonLat } from '../units.ts'
import { absoluteAirmass, extraterrestrial, pressureAt, relativeAirmass } from './atmosphere.ts'
import { SAPM, sapm } from './cellTemperature.ts'
import { clouded, erbs, type Irradiance, ineichen } from './clearSky.ts'
import { PVWATTS_LOSSES, pvwattsDc, pvwattsInverter, totalLosses } from './photovoltaic.ts'
import { type Sun, sunAt } from './sun.ts'
import { ground, hayDavies, isotropic, type Plane, projection, sunAngles } from './transposition.ts'

/** A fixed array: rating in kW at standard conditions, tilt and azimuth, share of the rating its inverters take. */
export interface PvArray extends Plane {
  readonly rated: number
  /** DC rating over inverter rating; 1.1 when left out. */
  readonly dcRatio?: number
  /** Losses in percent before the inverter; PVWatts' defaults when left out. */
  readonly losses?: number
}

/** Air around the array: °C, m/s at module height, eighths of cloud, Linke turbidity. */
export interface PvWeather {
  readonly air: number
  readonly wind: number
  readonly oktas?: number
  readonly linke?: number
}

/** What an array does at an instant: light on it (W/m²), cell temperature (°C), power to the grid (kW). */
export interface PvState {
  readonly poa: number
  readonly cell: number
  readonly power: number
}

/** Albedo of roofs and yards. */
const ALBEDO = 0.2
const DEFAULT_LOSSES = totalLosses(PVWATTS_LOSSES)

/** Linke turbidity on the Korean south coast by month, 1..12: about 3 in winter and up to 5 in summer (an assumption; no table was found). */
export function linkeTurbidity(month: number): number {
  return 4 - Math.cos((2 * Math.PI * (month - 1)) / 12)
}

/** Light on the ground under `oktas` of cloud at an instant: Ineichen-Perez dimmed by Kasten & Czeplak and split by Erbs. */
export function skyLight(at: Instant, sun: Sun, oktas = 0, linke = 4, altitude = 20): Irradiance {
  if (sun.altitude <= 0) return { ghi: 0, dni: 0, dhi: 0 }
  const { zenith } = sunAngles(sun)
  const extra = extraterrestrial(at)
  const airmass = absoluteAirmass(relativeAirmass(zenith), pressureAt(altitude))
  const clear = ineichen(zenith, airmass, linke, altitude, extra)
  if (oktas <= 0) return clear
  return erbs(clouded(clear.ghi, oktas), zenith, extra)
}

/**
 * Light on a plane in W/m²: beam, sky (Hay-Davies) and ground. A `shaded` plane loses the beam and the bright ring round
 * the sun. 0 at night, NaN without a reading by day.
 */
export function onPlane(at: Instant, sun: Sun, light: Irradiance, plane: Plane, shaded = false): number {
  if (sun.altitude <= 0 || light.ghi === 0) return 0
  const reflected = ground(light.ghi, plane.tilt, ALBEDO)
  const extra = extraterrestrial(at)
  if (shaded) return isotropic(light.dhi * (1 - light.dni / extra), plane.tilt) + reflected
  const angles = sunAngles(sun)
  return (
    light.dni * Math.max(0, projection(plane, angles)) + hayDavies(plane, angles, light, extra) + reflected
  )
}

/** The whole chain: sun → sky → plane → cell → DC → losses → inverter. 0 kW at night, NaN for a missing reading or a negative rating. */
export function pvState(at: Instant, place: LonLat, array: PvArray, weather: PvWeather): PvState {
  const sun = sunAt(at, place)
  const light = skyLight(at, sun, weather.oktas, weather.linke)
  return pvFromLight(onPlane(at, sun, light, array), array, weather)
}

/** The electrical half of the chain, from light on the plane (W/m²). */
export function pvFromLight(poa: number, array: PvArray, weather: PvWeather): PvState {
  const { cell } = sapm(poa, weather.air, weather.wind, SAPM.closeRoofGlass)
  const dc = pvwattsDc(poa, cell, array.rated) * (1 - (array.losses ?? DEFAULT_LOSSES) / 100)
  const inverter = array.rated / (array.dcRatio ?? 1.1)
  return { poa, cell: poa === 0 ? weather.air : cell, power: pvwattsInverter(dc, inverter / 0.96) }
}

/** Energy in kWh of an array over [from, to) in steps of `step` seconds, weather by instant. */
export function pvEnergy(
  from: Instant,
  to: Instant,
  place: LonLat,
  array: PvArray,
  weather: (at: Instant) => PvWeather,
  step = 600,
): number {
  let energy = 0
  for (let at = from + step * 500; at < to; at += step * 1000)
    energy += (pvState(at, place, array, weather(at)).power * step) / 3600
  return energy
}

/** Direction and slope of the common array of the complex: 15° to the south on a roof. */
export const COMMON_PLANE: Plane = { tilt: 15 as Degrees, azimuth: 180 as Degrees }
