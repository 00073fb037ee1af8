import type { Degrees, Instant } from '../units.ts'

const RAD = Math.PI / 180
/** Standard pressure at sea level, Pa. */
export const STANDARD_PRESSURE = 101_325

/** Relative optical airmass for the apparent zenith angle; NaN with the sun below the horizon or without an angle. Kasten & Young 1989. */
export function relativeAirmass(zenith: Degrees): number {
  if (!(zenith <= 90)) return Number.NaN
  return 1 / (Math.cos(zenith * RAD) + 0.50572 * (96.07995 - zenith) ** -1.6364)
}

/** Airmass corrected for the pressure (Pa) of the place. */
export function absoluteAirmass(relative: number, pressure = STANDARD_PRESSURE): number {
  return (relative * pressure) / STANDARD_PRESSURE
}

/** Pressure in Pa at an altitude in metres; ICAO standard atmosphere as in pvlib's alt2pres. NaN above 44 km. */
export function pressureAt(altitude: number): number {
  return 100 * ((44_331.514 - altitude) / 11_880.516) ** (1 / 0.1902632)
}

/** Altitude in metres where the standard atmosphere has a pressure (Pa); the inverse of pressureAt as published with it (pvlib's pres2alt). */
export function altitudeAt(pressure: number): number {
  return 44_331.5 - 4946.62 * pressure ** 0.190263
}

/** Irradiance outside the atmosphere on a plane facing the sun, W/m²: Spencer's series of 1971 for the day of the year (UTC). */
export function extraterrestrial(at: Instant, solarConstant = 1366.1): number {
  const b = (2 * Math.PI * (dayOfYear(at) - 1)) / 365
  const ratio =
    1.00011 +
    0.034221 * Math.cos(b) +
    0.00128 * Math.sin(b) +
    0.000719 * Math.cos(2 * b) +
    0.000077 * Math.sin(2 * b)
  return solarConstant * ratio
}

/** Day of the year, 1 on the first of January, UTC. */
export function dayOfYear(at: Instant): number {
  return Math.floor((at - Date.UTC(new Date(at).getUTCFullYear(), 0, 1)) / 86_400_000) + 1
}
