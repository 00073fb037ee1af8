import { airAbsorption, exactMidband } from './airAbsorption.ts'

/** Octave bands of ISO 9613-2, Hz, and the A-weighting at each, dB (IEC 61672-1). */
export const OCTAVES = [63, 125, 250, 500, 1000, 2000, 4000, 8000] as const
export const A_WEIGHTING = [-26.2, -16.1, -8.6, -3.2, 0, 1.2, 1, -1.1] as const

/** Ground along a path, 0 hard (yards, roads, water) to 1 porous (grass, fields): at the source, between, at the receiver. */
export type GroundFactors = readonly [source: number, middle: number, receiver: number]

/** The upper edge of a barrier in metres: from source to edge, edge to receiver, between two edges (0 for one). */
export interface Barrier {
  readonly toSource: number
  readonly toReceiver: number
  readonly between?: number
}

/** A path from a point source: sound power by octave (dB), metres over ground, heights, ground and air (°C, %). */
export interface OctavePath {
  readonly power: readonly number[]
  readonly distance: number
  readonly sourceHeight: number
  readonly receiverHeight: number
  readonly ground: GroundFactors
  readonly temperature?: number
  readonly humidity?: number
  readonly barrier?: Barrier
  /** C0 of the meteorological correction for long-term means, dB; 0 for downwind. */
  readonly meteorology?: number
}

/** Level at a receiver in dB(A) downwind, and by octave in dB, by the general method of ISO 9613-2 (eqs. 3 to 22). NaN unless the distance and heights are sound. */
export function octaveLevel(path: OctavePath): {
  readonly level: number
  readonly octaves: readonly number[]
} {
  const { power, distance: dp, sourceHeight: hs, receiverHeight: hr, temperature = 10, humidity = 70 } = path
  const sound = dp > 0 && hs >= 0 && hr >= 0 && power.length === OCTAVES.length
  const d = Math.hypot(dp, hs - hr)
  const divergence = 20 * Math.log10(d) + 11
  const octaves = OCTAVES.map((frequency, i) => {
    if (!sound) return Number.NaN
    const ground = groundAttenuation(i, path)
    const air = (airAbsorption(exactMidband(frequency), temperature, humidity) * d) / 1000
    const screened = path.barrier ? Math.max(ground, screening(frequency, d, path.barrier)) : ground
    return power[i]! - divergence - air - screened - meteorological(path)
  })
  const level = 10 * Math.log10(octaves.reduce((sum, l, i) => sum + 10 ** ((l + A_WEIGHTING[i]!) / 10), 0))
  return { level, octaves }
}

/** Ground attenuation of the octave of an index, dB: ISO 9613-2 table 3, source, receiver and middle region. */
export function groundAttenuation(
  octave: number,
  {
    distance: dp,
    sourceHeight: hs,
    receiverHeight: hr,
    ground,
  }: Pick<OctavePath, 'distance' | 'sourceHeight' | 'receiverHeight' | 'ground'>,
): number {
  const [gs, gm, gr] = ground
  const reach = 30 * (hs + hr)
  const q = dp <= reach ? 0 : 1 - reach / dp
  const middle = octave === 0 ? -3 * q : -3 * q * (1 - gm)
  return nearGround(octave, gs, hs, dp) + nearGround(octave, gr, hr, dp) + middle
}

/** Attenuation by the ground near one end of height `h`, dB. */
function nearGround(octave: number, g: number, h: number, dp: number): number {
  const far = 1 - Math.exp(-dp / 50)
  const bell = (scale: number, width: number): number => 1.5 + scale * Math.exp(-width * h * h) * far
  switch (octave) {
    case 0:
      return -1.5
    case 1: {
      const high = 3 * Math.exp(-0.12 * (h - 5) ** 2) * far
      const low = 5.7 * Math.exp(-0.09 * h * h) * (1 - Math.exp(-2.8e-6 * dp * dp))
      return -1.5 + g * (1.5 + high + low)
    }
    case 2:
      return -1.5 + g * bell(8.6, 0.09)
    case 3:
      return -1.5 + g * bell(14, 0.46)
    case 4:
      return -1.5 + g * bell(5, 0.9)
    default:
      return -1.5 * (1 - g)
  }
}

/** Insertion of a barrier's top edge, dB, at most 20 over one edge and 25 over two (eqs. 14 to 18); the ground term is counted in it. */
function screening(
  frequency: number,
  direct: number,
  { toSource, toReceiver, between = 0 }: Barrier,
): number {
  const wavelength = 340 / frequency
  const detour = toSource + toReceiver + between - direct
  if (!(detour > 0)) return 0
  const ratio = between > 0 ? (5 * wavelength) / between : 0
  const edges = between > 0 ? (1 + ratio ** 2) / (1 / 3 + ratio ** 2) : 1
  const weather = Math.exp(-Math.sqrt((toSource * toReceiver * direct) / (2 * detour)) / 2000)
  const loss = 10 * Math.log10(3 + (20 / wavelength) * edges * detour * weather)
  return Math.min(between > 0 ? 25 : 20, loss)
}

/** Meteorological correction for long-term means, dB (eqs. 21 and 22). */
function meteorological({ meteorology = 0, distance, sourceHeight, receiverHeight }: OctavePath): number {
  const reach = 10 * (sourceHeight + receiverHeight)
  return distance <= reach ? 0 : meteorology * (1 - reach / distance)
}
