import { heightAt } from '../heights.ts'
import type { Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { blur, distanceTo, fillRings, type Grid, nearSegment, worldGrid } from './grid.ts'
import { crests, ease, waves } from './noise.ts'
import { smoothSurface } from './smoothSurface.ts'

/** Metres between the nodes of the terrain. */
export const STEP = 20
/** Metres over which roofs and trees that SRTM saw are evened out on flat built land. */
const EVEN = 3 * STEP
/** Reach of the lift that brings a summit to its published height: SRTM rounds sharp tops off. */
const SUMMIT = 240

const known = new WeakMap<Sources, HeightField>()

/**
 * The ground before people: SRTM's spot heights joined smoothly, summits at their published heights, flat built land
 * evened out, and fine relief of our own below SRTM's resolution on slopes. Throws where the spots do not span the world.
 */
export function naturalGround(sources: Sources): HeightField {
  const ready = known.get(sources)
  if (ready) return ready
  const grid = worldGrid(STEP)
  const heights = smoothSurface(sources.spots).onGrid(grid)
  const hole = heights.findIndex(h => Number.isNaN(h))
  if (hole >= 0)
    throw new Error(
      `spot-heights.csv does not reach x ${grid.minX + (hole % grid.columns) * STEP} m, z ${grid.minZ + Math.floor(hole / grid.columns) * STEP} m; add heights beyond the edge of the world`,
    )
  const even = heights.slice()
  blur(grid, even, EVEN / STEP)
  blur(grid, even, EVEN / STEP)
  const built = builtDistance(sources, grid)
  const folds = crests(31, 420, 3)
  const small = waves(9, 120, 2)
  for (let r = 0; r < grid.rows; r++)
    for (let c = 0; c < grid.columns; c++) {
      const k = r * grid.columns + c
      const slope = slopeAt(grid, even, c, r)
      const flat = (1 - ease(0, 160, built[k]!)) * (1 - ease(0.1, 0.22, slope))
      const [x, z] = [grid.minX + c * STEP, grid.minZ + r * STEP]
      const top = sources.peaks.reduce(
        (least, { at }) => Math.min(least, Math.hypot(x - at[0], z - at[1])),
        Infinity,
      )
      const rough = ease(0.08, 0.4, slope) * (1 - flat) * ease(40, SUMMIT, top)
      heights[k]! += (even[k]! - heights[k]!) * flat + rough * (5 * (folds(x, z) - 0.55) + 1.5 * small(x, z))
    }
  const field: HeightField = { ...grid, heights }
  for (const { at, height, kind } of sources.peaks) {
    if (kind !== 'peak') continue
    const lift = height - heightAt(field, at[0], at[1])
    nearSegment(field, at, at, SUMMIT, (k, distance) => {
      heights[k]! += lift * (1 - ease(0.06, 1, distance / SUMMIT))
    })
  }
  known.set(sources, field)
  return field
}

/** Metres from every node to the nearest built-up area, 0 inside. */
function builtDistance(sources: Sources, grid: Grid): Float32Array {
  const mask = new Uint8Array(grid.columns * grid.rows)
  for (const { ring } of [...sources.zones, ...sources.subdistricts]) fillRings(grid, mask, [ring], 1)
  return distanceTo(grid, k => mask[k] === 1)
}

function slopeAt({ columns, rows, step }: Grid, heights: Float32Array, c: number, r: number): number {
  const at = (i: number, j: number): number =>
    heights[Math.max(0, Math.min(rows - 1, j)) * columns + Math.max(0, Math.min(columns - 1, i))]!
  return Math.hypot(at(c + 1, r) - at(c - 1, r), at(c, r + 1) - at(c, r - 1)) / (2 * step)
}
