import type { Degrees, Instant, LonLat } from '../units.ts'

const RAD = Math.PI / 180
const DAY = 86_400_000

/** Julian day of an instant (UT). */
export function julianDay(at: Instant): number {
  return at / DAY + 2_440_587.5
}

/** Where the sun stands on the sphere of the sky, seen from the earth's centre, degrees. */
export interface SolarCoordinates {
  readonly rightAscension: Degrees
  readonly declination: Degrees
  /** Tilt of the earth's axis, true obliquity. */
  readonly obliquity: Degrees
  /** Apparent sidereal time at Greenwich. */
  readonly sidereal: Degrees
  /** Minutes that the true sun is ahead of the mean sun. */
  readonly equationOfTime: number
}

/**
 * Equatorial coordinates of the sun within 0.01° for 1950 to 2050: Meeus, Astronomical Algorithms, 2nd ed., ch. 12, 22
 * and 25 (low accuracy). `deltaT` is terrestrial time minus UT in seconds. NaN for an instant that is no number.
 */
export function solarCoordinates(at: Instant, deltaT = 69): SolarCoordinates {
  const ut = julianDay(at)
  const t = (ut + deltaT / 86_400 - 2_451_545) / 36_525
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t
  const anomaly = (357.52911 + 35_999.05029 * t - 0.0001537 * t * t) * RAD
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly)
  const node = (125.04 - 1934.136 * t) * RAD
  const longitude = (mean + centre - 0.00569 - 0.00478 * Math.sin(node)) * RAD
  const obliquity = 23.4392911 - 0.0130042 * t - 1.64e-7 * t * t + 0.00256 * Math.cos(node)
  const e = obliquity * RAD
  const rightAscension = turn(Math.atan2(Math.cos(e) * Math.sin(longitude), Math.cos(longitude)) / RAD)
  const declination = Math.asin(Math.sin(e) * Math.sin(longitude)) / RAD
  const nutation = -0.00478 * Math.sin(node) * Math.cos(e)
  const sidereal = turn(280.46061837 + 360.98564736629 * (ut - 2_451_545) + 0.000387933 * t * t + nutation)
  const ahead = turn(mean - 0.0057183 - rightAscension + nutation + 180) - 180
  return { rightAscension, declination, obliquity, sidereal, equationOfTime: 4 * ahead }
}

/** Angle of the sun west of the meridian of a place, 0 to 360 degrees. */
export function hourAngle({ sidereal, rightAscension }: SolarCoordinates, longitude: Degrees): Degrees {
  return turn(sidereal + longitude - rightAscension)
}

/** Altitude of the sun without refraction, degrees, within 0.01°; for shadows and geometry. */
export function trueAltitude(at: Instant, [longitude, latitude]: LonLat): Degrees {
  const sun = solarCoordinates(at)
  const phi = latitude * RAD
  const delta = sun.declination * RAD
  const h = hourAngle(sun, longitude) * RAD
  return Math.asin(Math.sin(phi) * Math.sin(delta) + Math.cos(phi) * Math.cos(delta) * Math.cos(h)) / RAD
}

function turn(angle: Degrees): Degrees {
  return ((angle % 360) + 360) % 360
}
