import { ringCentre } from '../fabric/ring.ts'
import type { Building } from '../world.ts'
import type { Square } from './terrainMesh.ts'

/** First and one past the last feature whose middle lies in a square of the quadtree. Throws when they are not one range: the buildings are then not in quadtree order. */
export function squareRange(
  buildings: readonly Building[],
  [minX, minZ, maxX, maxZ]: Square,
): [first: number, end: number] {
  let first = -1
  let end = -1
  for (let id = 0; id < buildings.length; id++) {
    const [x, z] = ringCentre(buildings[id]!.ring)
    if (x < minX || x >= maxX || z < minZ || z >= maxZ) continue
    if (first < 0) first = id
    else if (id !== end)
      throw new Error(
        `feature ${id} breaks the range ${first}–${end} of its tile; order buildings along the quadtree`,
      )
    end = id + 1
  }
  return first < 0 ? [0, 0] : [first, end]
}
