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

/** Level at a receiver by the A-weighted method of ISO 9613-2 (7.3.2). NaN at distance 0 and for heights or an absorption below 0. */
export function noiseLevel(path: NoisePath): NoiseLevel {
  const { power, distance: d, sourceHeight: hs, receiverHeight: hr, absorption = 0.002, barrier = 0 } = path
  if (!(d > 0 && hs >= 0 && hr >= 0 && absorption >= 0))
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

/** A point that stands for a part of a wide source: metres from its middle, level in dB(A). */
export interface SourcePoint {
  readonly x: number
  readonly z: number
  readonly power: number
}

/** Split a source of width and depth in metres into points of at most 100 m each way that share its power evenly (ISO 9613-2, 4). Empty for a size below 0 or no number. */
export function splitSource(power: number, width: number, depth: number, most = 100): SourcePoint[] {
  if (!(width >= 0 && depth >= 0 && most > 0)) return []
  const columns = Math.max(1, Math.ceil(width / most - 1e-9))
  const rows = Math.max(1, Math.ceil(depth / most - 1e-9))
  const each = power - 10 * Math.log10(columns * rows)
  return Array.from({ length: columns * rows }, (_, i) => ({
    x: (((i % columns) + 0.5) / columns - 0.5) * width,
    z: ((Math.floor(i / columns) + 0.5) / rows - 0.5) * depth,
    power: each,
  }))
}
