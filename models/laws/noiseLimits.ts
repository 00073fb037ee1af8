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

/** Limit of factory noise in a zone at an hour of Korean time (0..23), dB(A). An industrial complex takes the industrial row. NaN for an hour that is none. */
export function noiseLimit(zone: NoiseZone, hour: number): number {
  if (!(hour >= 0 && hour < 24)) return Number.NaN
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

/** Limit of factory vibration in a zone at an hour of Korean time, dB(V). NaN for an hour that is none. */
export function vibrationLimit(zone: keyof typeof VIBRATION_LIMITS, hour: number): number {
  if (!(hour >= 0 && hour < 24)) return Number.NaN
  const [day, night] = VIBRATION_LIMITS[zone]
  return hour >= 6 && hour < 22 ? day : night
}

/** A level against the row that binds and, where a plant borders housing, the housing row as a warning: which of the two binds there was not confirmed. */
export interface NoiseVerdict {
  readonly limit: number
  /** dB(A) left, negative when broken. */
  readonly margin: number
  readonly housing: { readonly limit: number; readonly margin: number } | null
}

/** Judge a level in dB(A) at an hour of Korean time in a zone; corrections for tone, impulse and duration are not in it. */
export function judgeNoise(
  level: number,
  zone: NoiseZone,
  hour: number,
  bordersHousing = false,
): NoiseVerdict {
  const limit = noiseLimit(zone, hour)
  const housing = noiseLimit('residential', hour)
  return {
    limit,
    margin: limit - level,
    housing: bordersHousing ? { limit: housing, margin: housing - level } : null,
  }
}
