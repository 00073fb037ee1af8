import type { Draft } from './draft.ts'
import type { LocalFrame } from './LocalFrame.ts'
import type { Random } from './random.ts'

/** The plot of a landmark, street along v = 0. */
export interface LandmarkPlot {
  readonly frame: LocalFrame
  readonly width: number
  readonly depth: number
  readonly random: Random
}

/** How a known place that is no plain plant is built. */
export interface Landmark {
  /** Land it takes, m². */
  readonly area: number
  readonly aspect?: number
  /** Width and depth its buildings need; it goes to the nearest ground that has them, metres. */
  readonly least?: readonly [width: number, depth: number]
  /** Azimuth of the plot's v axis where it is known better than from the nearest street. */
  readonly heading?: number
  /** Its buildings; the first is the main one. */
  readonly build: (plot: LandmarkPlot) => Draft[]
}
