import type { Degrees } from '../units.ts'
import { STANDARD_PRESSURE } from './atmosphere.ts'

const RAD = Math.PI / 180

/** Irradiance in W/m²: global horizontal, direct normal, diffuse horizontal. */
export interface Irradiance {
  readonly ghi: number
  readonly dni: number
  readonly dhi: number
}

const DARK: Irradiance = { ghi: 0, dni: 0, dhi: 0 }

const UNKNOWN: Irradiance = { ghi: Number.NaN, dni: Number.NaN, dhi: Number.NaN }

/** Clear-sky global horizontal irradiance, W/m²; 0 with the sun at or below the horizon, NaN without an angle. Haurwitz 1945. */
export function haurwitz(altitude: Degrees): number {
  if (Number.isNaN(altitude)) return Number.NaN
  const cosZenith = Math.sin(altitude * RAD)
  return cosZenith > 0 ? 1098 * cosZenith * Math.exp(-0.059 / cosZenith) : 0
}

/**
 * Clear-sky irradiance from the apparent zenith, absolute airmass, Linke turbidity, altitude (m) and extraterrestrial
 * irradiance (W/m²). Ineichen & Perez 2002 as in pvlib; `enhanced` adds Perez' factor exp(0.01 AM^1.8) to the global
 * part. All zero at night (zenith 90° and more, whatever the airmass), all NaN when an input of a day is no number.
 */
export function ineichen(
  zenith: Degrees,
  airmass: number,
  linke: number,
  altitude = 0,
  extra = 1364,
  enhanced = false,
): Irradiance {
  if (zenith >= 90) return DARK
  if (!(zenith > -90) || Number.isNaN(airmass + linke + altitude + extra)) return UNKNOWN
  const cosZenith = Math.cos(zenith * RAD)
  const fh1 = Math.exp(-altitude / 8000)
  const fh2 = Math.exp(-altitude / 1250)
  const cg1 = 5.09e-5 * altitude + 0.868
  const cg2 = 3.92e-5 * altitude + 0.0387
  const boost = enhanced ? Math.exp(0.01 * airmass ** 1.8) : 1
  const ghi = cg1 * extra * cosZenith * Math.exp(-cg2 * airmass * (fh1 + fh2 * (linke - 1))) * boost
  const b = 0.664 + 0.163 / fh1
  const beam = extra * b * Math.exp(-0.09 * airmass * (linke - 1))
  const ceiling = (ghi * (1 - (0.1 - 0.2 * Math.exp(-linke)) / (0.1 + 0.882 / fh1))) / cosZenith
  const dni = Math.max(0, Math.min(beam, ceiling))
  return { ghi, dni, dhi: ghi - dni * cosZenith }
}

/** State of the air for simplifiedSolis. */
export interface Air {
  /** Aerosol optical depth at 700 nm. */
  readonly aod700?: number
  /** Precipitable water, cm. */
  readonly water?: number
  /** Pa. */
  readonly pressure?: number
  /** W/m². */
  readonly extra?: number
}

/** Clear-sky irradiance from the apparent altitude and the state of the air. Ineichen 2008 (simplified Solis). All zero at night, NaN for an input that is no number. */
export function simplifiedSolis(altitude: Degrees, air: Air = {}): Irradiance {
  const { aod700: a = 0.1, pressure = STANDARD_PRESSURE, extra = 1364 } = air
  if (altitude <= 0) return DARK
  if (Number.isNaN(altitude + a + pressure + extra + (air.water ?? 0))) return UNKNOWN
  const sin = Math.sin(altitude * RAD)
  const w = Math.max(air.water ?? 1, 0.2)
  const lw = Math.log(w)
  const lp = Math.log(pressure / STANDARD_PRESSURE)
  const i0 = extra * (0.12 * w ** 0.56 * a * a + 0.97 * w ** 0.032 * a + 1.08 * w ** 0.0051 + 0.071 * lp)
  const taub =
    (1.82 + 0.056 * lw + 0.0071 * lw * lw) * a +
    (0.33 + 0.045 * lw + 0.0096 * lw * lw) +
    (0.0089 * w + 0.13) * lp
  const b = (0.00925 * a * a + 0.0148 * a - 0.0172) * lw + (-0.7565 * a * a + 0.5057 * a + 0.4557)
  const taug =
    (1.24 + 0.047 * lw + 0.0061 * lw * lw) * a +
    (0.27 + 0.043 * lw + 0.009 * lw * lw) +
    (0.0079 * w + 0.1) * lp
  const g = -0.0147 * lw - 0.3079 * a * a + 0.2846 * a + 0.3798
  const d = -0.337 * a * a + 0.63 * a + 0.116 + lp / (18 + 152 * a)
  return {
    ghi: i0 * Math.exp(-taug / sin ** g) * sin,
    dni: i0 * Math.exp(-taub / sin ** b),
    dhi: i0 * Math.exp(-diffuseDepth(a, w, lp) / sin ** d),
  }
}

/** Optical depth of the diffuse component; the polynomial in aerosol depth changes below 0.05. */
function diffuseDepth(a: number, w: number, lp: number): number {
  const [t4, t3, t2, t1, t0, tp] =
    a < 0.05
      ? [
          86 * w - 13_800,
          -3.11 * w + 79.4,
          -0.23 * w + 74.8,
          0.092 * w - 8.86,
          0.0042 * w + 3.12,
          -0.83 * (1 + a) ** -17.2,
        ]
      : [
          -0.21 * w + 11.6,
          0.27 * w - 20.7,
          -0.134 * w + 15.5,
          0.0554 * w - 5.71,
          0.0057 * w + 2.94,
          -0.71 * (1 + a) ** -15,
        ]
  return t4! * a ** 4 + t3! * a ** 3 + t2! * a ** 2 + t1! * a + t0! + tp! * lp
}

/** Global irradiance under clouds covering `oktas` eighths of the sky. Kasten & Czeplak 1980. */
export function clouded(clear: number, oktas: number): number {
  return clear * (1 - 0.75 * (Math.min(8, Math.max(0, oktas)) / 8) ** 3.4)
}

/**
 * Split global horizontal irradiance into beam and diffuse for a zenith angle and extraterrestrial irradiance (W/m²);
 * Erbs, Klein & Duffie 1982, with pvlib's floor of 0.065 on the cosine. Beyond 87° all of it is diffuse. All zero at
 * night and without light, NaN for an input that is no number.
 */
export function erbs(
  ghi: number,
  zenith: Degrees,
  extra: number,
): Irradiance & { readonly clearness: number } {
  if (Number.isNaN(ghi + zenith + extra)) return { ...UNKNOWN, clearness: Number.NaN }
  const cosZenith = Math.cos(zenith * RAD)
  if (!(ghi > 0) || zenith > 90) return { ...DARK, clearness: 0 }
  const kt = Math.min(1, ghi / (extra * Math.max(cosZenith, 0.065)))
  const fraction =
    kt <= 0.22
      ? 1 - 0.09 * kt
      : kt <= 0.8
        ? 0.9511 - 0.1604 * kt + 4.388 * kt ** 2 - 16.638 * kt ** 3 + 12.336 * kt ** 4
        : 0.165
  if (zenith > 87) return { ghi, dni: 0, dhi: ghi, clearness: kt }
  const dhi = fraction * ghi
  return { ghi, dni: (ghi - dhi) / cosZenith, dhi, clearness: kt }
}
