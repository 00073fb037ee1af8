import type { Tier } from '../tier.ts'

/** What a tier spends. */
export interface TierSettings {
  /** Most device pixels a CSS pixel. */
  readonly pixelRatio: number
  /** Share of them (by edge) while the camera moves; the standing picture is always drawn in full. */
  readonly movingRatio: number
  /** Edge of the shadow map in texels, 0 for none. */
  readonly shadow: number
  /** Trees drawn at most, and how far from the camera, metres. */
  readonly trees: number
  readonly treeReach: number
  /** Screen-space error of tiles, CSS pixels. */
  readonly errorTarget: number
  /** Procedural façades and ground detail within this many metres. */
  readonly detailReach: number
  /** Memory for tiles, bytes. */
  readonly tileBytes: number
}

const MB = 1024 * 1024

export const TIER_SETTINGS: Readonly<Record<Tier, TierSettings>> = {
  software: {
    pixelRatio: 1,
    movingRatio: 0.55,
    shadow: 0,
    trees: 1_500,
    treeReach: 1_200,
    errorTarget: 48,
    detailReach: 500,
    tileBytes: 256 * MB,
  },
  low: {
    pixelRatio: 1,
    movingRatio: 1,
    shadow: 1024,
    trees: 16_000,
    treeReach: 3_000,
    errorTarget: 20,
    detailReach: 2_500,
    tileBytes: 256 * MB,
  },
  medium: {
    pixelRatio: 1.5,
    movingRatio: 1,
    shadow: 2048,
    trees: 45_000,
    treeReach: 6_000,
    errorTarget: 12,
    detailReach: 5_000,
    tileBytes: 400 * MB,
  },
  high: {
    pixelRatio: 2,
    movingRatio: 1,
    shadow: 4096,
    trees: 120_000,
    treeReach: 12_000,
    errorTarget: 8,
    detailReach: 9_000,
    tileBytes: 600 * MB,
  },
}

const ORDER = ['low', 'medium', 'high'] as const
/** Frames that a judgement rests on. */
const FRAMES = 40
/** Milliseconds a frame above which a tier is too much, and below which the next one is tried. */
const SLOW = 30
const FAST = 11

/**
 * Judges the tier by frame times of a moving picture: down when half of the last frames were slower than 30 ms, up
 * when nine in ten were faster than 11 ms. A tier left for slowness is not tried again. Software stays software.
 */
export class TierJudge {
  private times: number[] = []
  private ceiling = ORDER.length - 1

  /** Milliseconds of one frame of continuous movement; the answer is the tier to use from now on. */
  judge(tier: Tier, frame: number): Tier {
    if (tier === 'software') return tier
    this.times.push(frame)
    if (this.times.length < FRAMES) return tier
    const sorted = this.times.sort((a, b) => a - b)
    const [middle, slowest] = [sorted[FRAMES / 2]!, sorted[Math.floor(FRAMES * 0.9)]!]
    this.times = []
    const at = ORDER.indexOf(tier)
    if (middle > SLOW && at > 0) {
      this.ceiling = at - 1
      return ORDER[at - 1]!
    }
    return slowest < FAST && at < this.ceiling ? ORDER[at + 1]! : tier
  }
}
