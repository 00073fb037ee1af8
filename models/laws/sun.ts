import { getPosition, getTimes } from 'suncalc'
import type { Degrees, Instant, LonLat } from '../units.ts'

/** Where the sun stands: azimuth clockwise from north, altitude above the horizon as seen (refracted). */
export interface Sun {
  readonly azimuth: Degrees
  readonly altitude: Degrees
}

/** Instants of one solar day; null where the sun does not cross the horizon. */
export interface SunTimes {
  readonly sunrise: Instant | null
  readonly noon: Instant
  readonly sunset: Instant | null
}

/** Sun at an instant over a place; suncalc 2, within 0.05° in azimuth and 0.25° in altitude of JPL Horizons. NaN for an instant or place that is none. */
export function sunAt(at: Instant, [lon, lat]: LonLat): Sun {
  const { azimuth, altitude } = getPosition(new Date(at), lat, lon)
  return { azimuth, altitude }
}

/**
 * Sunrise (upper edge, sea level), solar noon and sunset of the solar day that contains the instant; within a minute. The
 * day is the local solar one, never the UTC day. Null and NaN for an instant or place that is none.
 */
export function sunTimes(at: Instant, [lon, lat]: LonLat): SunTimes {
  if (!Number.isFinite(at + lon + lat)) return { sunrise: null, noon: Number.NaN, sunset: null }
  const { sunrise, sunset, solarNoon } = getTimes(new Date(at), lat, lon)
  return { sunrise: sunrise?.getTime() ?? null, noon: solarNoon.getTime(), sunset: sunset?.getTime() ?? null }
}

const RAD = Math.PI / 180
const J2000 = Date.UTC(2000, 0, 1, 12)
const DAY = 86_400_000

/**
 * Distance from the earth to the sun in astronomical units, within 2e-5: Kepler's ellipse with the five largest
 * perturbations (Meeus, Astronomical Formulae for Calculators, ch. 18, eq. 18.5 and following).
 */
export function sunDistance(at: Instant): number {
  const t = (at - J2000) / DAY / 36_525
  const anomaly = (357.52911 + 35_999.05029 * t - 0.0001537 * t * t) * RAD
  const e = 0.016708634 - 0.000042037 * t
  const centre =
    (1.914602 - 0.004817 * t) * Math.sin(anomaly) +
    0.019993 * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly)
  const ellipse = (1.000001018 * (1 - e * e)) / (1 + e * Math.cos(anomaly + centre * RAD))
  const since1900 = t + 1
  const sin = (degrees: number): number => Math.sin(degrees * RAD)
  return (
    ellipse +
    0.00000543 * sin(153.23 + 22_518.7541 * since1900) +
    0.00001575 * sin(216.57 + 45_037.5082 * since1900) +
    0.00001627 * sin(312.69 + 32_964.3577 * since1900) +
    0.00003076 * sin(90 + 350.74 + 445_267.1142 * since1900 - 0.00144 * since1900 * since1900) +
    0.00000927 * sin(353.4 + 65_928.7155 * since1900)
  )
}

/** Length of the shadow of something `height` metres high under a sun this high, metres; Infinity at or below the horizon, NaN for a negative height. */
export function shadowLength(height: number, altitude: Degrees): number {
  if (!(height >= 0) || Number.isNaN(altitude)) return Number.NaN
  return altitude > 0 ? height / Math.tan(altitude * RAD) : Number.POSITIVE_INFINITY
}
