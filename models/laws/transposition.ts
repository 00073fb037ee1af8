import type { Degrees } from '../units.ts'
import type { Irradiance } from './clearSky.ts'
import type { Sun } from './sun.ts'

const RAD = Math.PI / 180

/** A plane: tilt from the horizontal, azimuth it faces, clockwise from north. */
export interface Plane {
  readonly tilt: Degrees
  readonly azimuth: Degrees
}

/** Sun as transposition needs it: zenith and azimuth in degrees. */
export interface SunAngles {
  readonly zenith: Degrees
  readonly azimuth: Degrees
}

/** Zenith and azimuth of a sun given by altitude. */
export function sunAngles({ altitude, azimuth }: Sun): SunAngles {
  return { zenith: 90 - altitude, azimuth }
}

/** Cosine of the angle between the plane's normal and the sun; negative when the sun is behind the plane. */
export function projection(plane: Plane, sun: SunAngles): number {
  const b = plane.tilt * RAD
  const z = sun.zenith * RAD
  const cos =
    Math.cos(b) * Math.cos(z) + Math.sin(b) * Math.sin(z) * Math.cos((sun.azimuth - plane.azimuth) * RAD)
  return Math.min(1, Math.max(-1, cos))
}

/** Angle of incidence on the plane, degrees. */
export function angleOfIncidence(plane: Plane, sun: SunAngles): Degrees {
  return Math.acos(projection(plane, sun)) / RAD
}

/** Light reflected from the ground onto a plane of this tilt, W/m². */
export function ground(ghi: number, tilt: Degrees, albedo = 0.2): number {
  return (ghi * albedo * (1 - Math.cos(tilt * RAD))) / 2
}

/** Sky light on the plane from an evenly bright sky, W/m². Liu & Jordan 1963. */
export function isotropic(dhi: number, tilt: Degrees): number {
  return (dhi * (1 + Math.cos(tilt * RAD))) / 2
}

/** Sky light with a bright ring round the sun, W/m². Hay & Davies 1980. `extra` in W/m². */
export function hayDavies(plane: Plane, sun: SunAngles, { dni, dhi }: Irradiance, extra: number): number {
  const anisotropy = dni / extra
  const ratio = Math.max(projection(plane, sun), 0) / Math.max(Math.cos(sun.zenith * RAD), 0.01745)
  return Math.max(0, dhi * anisotropy * ratio) + isotropic(dhi * (1 - anisotropy), plane.tilt)
}

/** All-sites composite coefficients F11 F12 F13 F21 F22 F23 by bin of sky clearness. Perez et al. 1990. */
const PEREZ = [
  [-0.008, 0.588, -0.062, -0.06, 0.072, -0.022],
  [0.13, 0.683, -0.151, -0.019, 0.066, -0.029],
  [0.33, 0.487, -0.221, 0.055, -0.064, -0.026],
  [0.568, 0.187, -0.295, 0.109, -0.152, -0.014],
  [0.873, -0.392, -0.362, 0.226, -0.462, 0.001],
  [1.132, -1.237, -0.412, 0.288, -0.823, 0.056],
  [1.06, -1.6, -0.359, 0.264, -1.127, 0.131],
  [0.678, -0.327, -0.25, 0.156, -1.377, 0.251],
] as const
const BINS = [1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2] as const

/** Sky light by the Perez model of 1990, W/m². `airmass` is relative. 0 without diffuse light or with the sun down (airmass NaN), NaN without a reading of the beam. */
export function perez(
  plane: Plane,
  sun: SunAngles,
  light: Irradiance,
  extra: number,
  airmass: number,
): number {
  if (light.dhi <= 0 || Number.isNaN(airmass) || airmass <= 0) return 0
  const epsilon = clearness(light, sun.zenith)
  if (Number.isNaN(epsilon)) return Number.NaN
  const bin = BINS.findIndex(edge => epsilon < edge)
  const [f11, f12, f13, f21, f22, f23] = PEREZ[bin < 0 ? 7 : bin]!
  const z = sun.zenith * RAD
  const delta = (light.dhi * airmass) / extra
  return perezSky(
    plane,
    sun,
    light.dhi,
    Math.max(0, f11 + f12 * delta + f13 * z),
    f21 + f22 * delta + f23 * z,
  )
}

/** Coefficients of Driesse's spline over the eight original bins; its ends are repeated. Driesse, Jensen & Perez 2024. */
const DRIESSE = [
  [-0.053, 0.529, -0.028, -0.071, 0.061, -0.019],
  [-0.008, 0.588, -0.062, -0.06, 0.072, -0.022],
  [0.131, 0.77, -0.167, -0.026, 0.106, -0.032],
  [0.328, 0.471, -0.216, 0.069, -0.105, -0.028],
  [0.557, 0.241, -0.3, 0.086, -0.085, -0.012],
  [0.861, -0.323, -0.355, 0.24, -0.467, -0.008],
  [1.212, -1.239, -0.444, 0.305, -0.797, 0.047],
  [1.099, -1.847, -0.365, 0.275, -1.132, 0.124],
  [0.544, 0.157, -0.213, 0.118, -1.455, 0.292],
  [0.544, 0.157, -0.213, 0.118, -1.455, 0.292],
] as const
const KNOTS = [0, 0, 0, 0.061, 0.187, 0.333, 0.487, 0.643, 0.778, 0.839, 1, 1, 1] as const

/** Sky light by the continuous Perez-Driesse model, W/m²: quadratic splines in place of bins. Night and missing readings as in perez. */
export function perezDriesse(
  plane: Plane,
  sun: SunAngles,
  light: Irradiance,
  extra: number,
  airmass: number,
): number {
  if (light.dhi <= 0 || Number.isNaN(airmass) || airmass <= 0) return 0
  const z = sun.zenith * RAD
  const delta = (light.dhi * airmass) / extra
  const zeta = 1 - 1 / clearness(light, sun.zenith)
  const f = (column: number): number => spline(zeta, column)
  const f1 = Math.min(0.9, Math.max(0, f(0) + f(1) * delta + f(2) * z))
  return perezSky(plane, sun, light.dhi, f1, f(3) + f(4) * delta + f(5) * z)
}

/** Perez sky clearness ε, 1 for an overcast sky. */
function clearness({ dni, dhi }: Irradiance, zenith: Degrees): number {
  const k = 1.041 * (zenith * RAD) ** 3
  return ((dhi + dni) / dhi + k) / (1 + k)
}

function perezSky(plane: Plane, sun: SunAngles, dhi: number, f1: number, f2: number): number {
  const b = plane.tilt * RAD
  const a = Math.max(projection(plane, sun), 0)
  const horizon = Math.max(Math.cos(sun.zenith * RAD), Math.cos(85 * RAD))
  return Math.max(0, dhi * (((1 - f1) * (1 + Math.cos(b))) / 2 + (f1 * a) / horizon + f2 * Math.sin(b)))
}

/** Quadratic B-spline by de Boor's recursion. */
function spline(x: number, column: number): number {
  const at = Math.min(Math.max(x, 0), 1 - 1e-12)
  let span = 2
  while (at >= KNOTS[span + 1]!) span++
  const d: number[] = [0, 1, 2].map(j => DRIESSE[span - 2 + j]![column]!)
  for (let r = 1; r <= 2; r++) {
    for (let j = 2; j >= r; j--) {
      const i = j + span - 2
      const alpha = (at - KNOTS[i]!) / (KNOTS[i + 3 - r]! - KNOTS[i]!)
      d[j] = (1 - alpha) * d[j - 1]! + alpha * d[j]!
    }
  }
  return d[2]!
}
