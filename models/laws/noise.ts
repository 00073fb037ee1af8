/** Saturation pressure of water vapour, kPa, at a temperature in °C. ISO 9613-1, annex B. */
export function saturationPressure(temperature: number): number {
  return 101.325 * 10 ** (-6.8346 * (273.16 / (temperature + 273.15)) ** 1.261 + 4.6151)
}

/** Speed of sound in air, m/s, at a temperature in °C. ISO 9613-1. */
export function soundSpeed(temperature: number): number {
  return 343.2 * Math.sqrt((temperature + 273.15) / 293.15)
}

/** Absorption by air in dB/km for a pure tone (Hz) at temperature (°C), relative humidity (%), pressure (kPa). ISO 9613-1, eqs. 3 to 5. */
export function airAbsorption(
  frequency: number,
  temperature: number,
  humidity: number,
  pressure = 101.325,
): number {
  const t = temperature + 273.15
  const rel = t / 293.15
  const pr = pressure / 101.325
  const h = (humidity * saturationPressure(temperature)) / pressure
  const oxygen = pr * (24 + (40_400 * h * (0.02 + h)) / (0.391 + h))
  const nitrogen = pr * rel ** -0.5 * (9 + 280 * h * Math.exp(-4.17 * (rel ** (-1 / 3) - 1)))
  const relaxation =
    (0.01275 * Math.exp(-2239.1 / t)) / (oxygen + frequency ** 2 / oxygen) +
    (0.1068 * Math.exp(-3352 / t)) / (nitrogen + frequency ** 2 / nitrogen)
  return 8686 * frequency ** 2 * ((1.84e-11 / pr) * Math.sqrt(rel) + rel ** -2.5 * relaxation)
}

/** A path from source to receiver: level of the source in dB(A), metres, absorption in dB/m. */
export interface NoisePath {
  readonly power: number
  readonly distance: number
  readonly sourceHeight: number
  readonly receiverHeight: number
  /** Mean height of the path over the ground; half the sum of the ends when left out. */
  readonly meanHeight?: number
  /** 0.002 at 500 Hz, 10 °C and 70 %. */
  readonly absorption?: number
  /** Insertion loss of a barrier, dB. */
  readonly barrier?: number
}

/** Terms of the attenuation and the level at the receiver, dB(A). */
export interface NoiseLevel {
  readonly divergence: number
  readonly ground: number
  readonly air: number
  readonly directivity: number
  readonly level: number
}

/** Level at a receiver by the A-weighted method of ISO 9613-2 (7.3.2). NaN at distance 0. */
export function noiseLevel(path: NoisePath): NoiseLevel {
  const { power, distance: d, sourceHeight: hs, receiverHeight: hr, absorption = 0.002, barrier = 0 } = path
  if (!(d > 0))
    return {
      divergence: Number.NaN,
      ground: Number.NaN,
      air: Number.NaN,
      directivity: Number.NaN,
      level: Number.NaN,
    }
  const mean = path.meanHeight ?? (hs + hr) / 2
  const divergence = 20 * Math.log10(d) + 11
  const ground = Math.max(0, 4.8 - ((2 * mean) / d) * (17 + 300 / d))
  const air = absorption * d
  const directivity = 10 * Math.log10(1 + (d * d + (hs - hr) ** 2) / (d * d + (hs + hr) ** 2))
  const screened = barrier > 0 ? Math.max(ground, barrier) : ground
  return { divergence, ground, air, directivity, level: power + directivity - divergence - air - screened }
}

/** Insertion loss of a barrier, dB: ISO 9613-2 (7.4) with C2 = 20; `detour` is the extra path in metres. At most 20 dB over one edge, 25 over two. */
export function barrierLoss(detour: number, frequency = 500, edges: 1 | 2 = 1): number {
  if (!(detour > 0)) return 0
  const loss = 10 * Math.log10(3 + (20 / (340 / frequency)) * detour)
  return Math.min(edges === 2 ? 25 : 20, loss)
}

/** Sum of levels in dB; -Infinity for none. */
export function addLevels(levels: readonly number[]): number {
  return 10 * Math.log10(levels.reduce((sum, level) => sum + 10 ** (level / 10), 0))
}

/** Kinds of ground for the factory limits. */
export const NOISE_ZONES = [
  'exclusiveResidential',
  'residential',
  'mixed',
  'commercial',
  'industrial',
] as const
export type NoiseZone = (typeof NOISE_ZONES)[number]

/** Limits of factory noise, dB(A) by day (06–18), evening (18–24), night (24–06). Noise and Vibration Control Act, enforcement rule, annex 5. */
const NOISE_LIMITS: Readonly<Record<NoiseZone, readonly [day: number, evening: number, night: number]>> = {
  exclusiveResidential: [50, 45, 40],
  residential: [55, 50, 45],
  mixed: [60, 55, 50],
  commercial: [65, 60, 55],
  industrial: [70, 65, 60],
}

/** Limit of factory noise in a zone at an hour of Korean time (0..23), dB(A). An industrial complex takes the industrial row. */
export function noiseLimit(zone: NoiseZone, hour: number): number {
  const [day, evening, night] = NOISE_LIMITS[zone]
  return hour < 6 ? night : hour < 18 ? day : evening
}

/** Limits of vibration, dB(V), by day (06–22) and night; the same annex. */
const VIBRATION_LIMITS = {
  exclusiveResidential: [60, 55],
  residential: [65, 60],
  commercial: [70, 65],
  industrial: [75, 70],
} as const

/** Limit of factory vibration in a zone at an hour of Korean time, dB(V). */
export function vibrationLimit(zone: keyof typeof VIBRATION_LIMITS, hour: number): number {
  const [day, night] = VIBRATION_LIMITS[zone]
  return hour >= 6 && hour < 22 ? day : night
}
