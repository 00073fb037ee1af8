import type { GroundPoint } from '../../models/units.ts'
import type { Sources } from '../sources.ts'
import { shoreDistance } from './coastline.ts'
import { nearSegment, worldGrid } from './grid.ts'
import type { Stream } from './streams.ts'

/** Metres to the sea alone, and to any water (sea or stream): positive on dry ground, negative on water, good within 80 m. */
export interface WaterGap {
  readonly shore: (p: GroundPoint) => number
  readonly water: (p: GroundPoint) => number
}

/** Both distances on a 20 m grid, read between its nodes. */
export function makeWaterGap(sources: Sources, streams: readonly Stream[]): WaterGap {
  const grid = worldGrid(20)
  const shore = shoreDistance(sources, grid)
  const water = shore.slice()
  for (const { line, width } of streams)
    for (let i = 1; i < line.length; i++) {
      const half = width[i]! / 2
      nearSegment(grid, line[i - 1]!, line[i]!, half + 80, (k, distance) => {
        if (distance - half < water[k]!) water[k] = distance - half
      })
    }
  const read =
    (values: Float32Array) =>
    ([x, z]: GroundPoint): number => {
      const u = Math.max(0, Math.min(grid.columns - 1.001, (x - grid.minX) / grid.step))
      const v = Math.max(0, Math.min(grid.rows - 1.001, (z - grid.minZ) / grid.step))
      const k = Math.floor(v) * grid.columns + Math.floor(u)
      const [fu, fv] = [u - Math.floor(u), v - Math.floor(v)]
      const north = values[k]! + (values[k + 1]! - values[k]!) * fu
      const below = k + grid.columns
      return north + (values[below]! + (values[below + 1]! - values[below]!) * fu - north) * fv
    }
  return { shore: read(shore), water: read(water) }
}
