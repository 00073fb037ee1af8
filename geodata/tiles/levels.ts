import { ROOT_SIDE } from '../fabric/quadtreeOrder.ts'

/** A level of the quadtree: side of its squares and what they show. */
export interface Level {
  /** Metres. */
  readonly side: number
  /** Error of a square that stands for its children, metres; the library refines by it. */
  readonly error: number
  /** Grid and error in metres; `wild` is the error where nothing is built. */
  readonly terrain: {
    readonly step: number
    readonly error: number
    readonly wild: number
    readonly skirt: number
  }
  /** null for full detail, else which solids stay: at least this footprint in m² or height in m, with so many corners. */
  readonly coarse: {
    readonly footprint: number
    readonly height: number
    readonly corners: number
    readonly smallest: number
  } | null
  /** 'all' drapes, only broad 'surfaces', or 'none' (the ground's classes show them). */
  readonly drapes: 'all' | 'surfaces' | 'none'
}

/** From the root square to the leaves. 4,096 m squares refine at about 1.9 km from the eye at 1080 lines and error target 16. */
export const LEVELS: readonly Level[] = [
  {
    side: ROOT_SIDE,
    error: 130,
    terrain: { step: 160, error: 12, wild: 12, skirt: 60 },
    coarse: { footprint: 1500, height: 30, corners: 4, smallest: 1200 },
    drapes: 'none',
  },
  {
    side: 8_192,
    error: 44,
    terrain: { step: 80, error: 3, wild: 4, skirt: 30 },
    coarse: { footprint: 600, height: 24, corners: 4, smallest: 150 },
    drapes: 'none',
  },
  {
    side: 4_096,
    error: 20,
    terrain: { step: 40, error: 1.2, wild: 2.5, skirt: 12 },
    coarse: { footprint: 300, height: 18, corners: 4, smallest: 0 },
    drapes: 'surfaces',
  },
  {
    side: 2_048,
    error: 0,
    terrain: { step: 20, error: 0.28, wild: 1.5, skirt: 6 },
    coarse: null,
    drapes: 'all',
  },
]

/** Surfaces broad enough to be seen from a few kilometres. */
export const BROAD = ['asphalt', 'concrete', 'quay', 'lot', 'rail', 'water'] as const
