import { ringCentre } from '../plane/ring.ts'
import type { Building } from '../world.ts'
import type { Square } from './terrainMesh.ts'

/** Looks up the features of a square of the quadtree. */
export type Ranges = (square: Square) => [first: number, end: number]

/** First and one past the last feature whose middle lies in a square. Throws when they are not one range: the buildings are then not in quadtree order. */
export function rangesOf(buildings: readonly Building[]): Ranges {
  const centres = buildings.map(building => ringCentre(building.ring))
  return ([minX, minZ, maxX, maxZ]) => {
    let first = -1
    let end = -1
    centres.forEach(([x, z], id) => {
      if (x < minX || x >= maxX || z < minZ || z >= maxZ) return
      if (first < 0) first = id
      else if (id !== end)
        throw new Error(
          `feature ${id} breaks the range ${first}–${end} of its tile; order buildings along the quadtree`,
        )
      end = id + 1
    })
    return first < 0 ? [0, 0] : [first, end]
  }
}
