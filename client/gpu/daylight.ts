import type { Degrees } from '../../models/units.ts'
import type { Light, Look } from '../look.ts'
import { sunVector } from './sunVector.ts'

/** Light of a clear day by the sun's altitude in degrees, from full night to a high sun; colours chosen by eye. */
const SKY: readonly (readonly [altitude: Degrees, light: Light])[] = [
  [-12, light(0x9fb0cc, 0.42, 0x76859f, 0x2c2e33, 0.42, 0x060b18, 0x1d2838, 1)],
  [-7, light(0x9db4dc, 0.1, 0x7488b8, 0x32343e, 0.8, 0x101e40, 0x4a5a80, 1)],
  [-3, light(0xffa878, 0.15, 0x98a4cc, 0x55505a, 1.1, 0x2c4a80, 0xd8a48e, 0.8)],
  [0.5, light(0xff9650, 1.2, 0xa6b2d4, 0x6a5e58, 1.15, 0x4068a4, 0xf6c08e, 0.4)],
  [6, light(0xffb872, 2.7, 0xb0c4e2, 0x80745f, 1.15, 0x4478b8, 0xf2d6b0, 0.06)],
  [15, light(0xffe0b6, 3.1, 0xb8d2ee, 0x8b8270, 1.2, 0x417ebf, 0xd8e0e6, 0)],
]
const DAY_FROM = 32
/** Altitude below which the moon, not the sun, gives the direction. */
const MOON_BELOW = -7
const MOON = sunVector(165, 48)
/** Direction of the light where a look does not follow a low sun. */
const MODEL_SUN = sunVector(215, 46)

/** Where the light comes from, and what it is like. */
export interface Daylight {
  readonly light: Light
  /** Unit vector to what shines. */
  readonly direction: readonly [x: number, y: number, z: number]
}

/** The light of a look under a sun at this azimuth and altitude. */
export function daylight(look: Look, azimuth: Degrees, altitude: Degrees): Daylight {
  if (!look.realSun)
    return {
      light: mixLight(look.dim, look.day, ease(-6, 2, altitude)),
      direction: altitude > look.lowestSun ? sunVector(azimuth, altitude) : MODEL_SUN,
    }
  const direction = altitude < MOON_BELOW ? MOON : sunVector(azimuth, Math.max(altitude, 1.5))
  return { light: skyLight(look.day, altitude), direction }
}

function skyLight(day: Light, altitude: Degrees): Light {
  const stops = [...SKY, [DAY_FROM, day] as const]
  const above = stops.findIndex(([at]) => at > altitude)
  if (above === 0) return stops[0]![1]
  if (above < 0) return day
  const [[from, a], [to, b]] = [stops[above - 1]!, stops[above]!]
  return mixLight(a, b, (altitude - from) / (to - from))
}

function light(
  sun: number,
  sunStrength: number,
  sky: number,
  ground: number,
  skyStrength: number,
  zenith: number,
  horizon: number,
  night: number,
): Light {
  return { sun, sunStrength, sky, ground, skyStrength, zenith, horizon, night }
}

function mixLight(a: Light, b: Light, t: number): Light {
  const mix = (key: 'sunStrength' | 'skyStrength' | 'night') => a[key] + (b[key] - a[key]) * t
  const blend = (key: 'sun' | 'sky' | 'ground' | 'zenith' | 'horizon') => mixColour(a[key], b[key], t)
  return light(
    blend('sun'),
    mix('sunStrength'),
    blend('sky'),
    blend('ground'),
    mix('skyStrength'),
    blend('zenith'),
    blend('horizon'),
    mix('night'),
  )
}

/** Between two sRGB colours 0xRRGGBB, channel by channel. */
export function mixColour(a: number, b: number, t: number): number {
  const channel = (shift: number) => {
    const [from, to] = [(a >> shift) & 255, (b >> shift) & 255]
    return Math.round(from + (to - from) * t) << shift
  }
  return channel(16) | channel(8) | channel(0)
}

function ease(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)))
  return t * t * (3 - 2 * t)
}
