import type { GroundPoint } from '../../models/units.ts'
import { boxAbout } from '../plane/boxIndex.ts'
import { Cells } from '../plane/Cells.ts'
import { segmentDistance } from '../plane/segment.ts'
import type { Road } from './roads.ts'

/** Finds the road surface under or beside a point without walking all roads. */
export interface RoadIndex {
  /** Least distance from the point to a kerb in metres, negative on a carriageway; roads in `but` do not count. */
  kerb(p: GroundPoint, but?: Road): number
  /** The road whose kerb is nearest, and how far it is; undefined beyond 60 m. */
  nearest(p: GroundPoint, but?: Road): { readonly road: Road; readonly away: number } | undefined
}

/** Kerbs further away than this are not told apart, metres. */
const REACH = 60
const CELL = 64

/** Indexes the segments of all roads by the ground within reach of them. */
export function indexRoads(roads: readonly Road[]): RoadIndex {
  const cells = new Cells<{ a: GroundPoint; b: GroundPoint; half: number; road: Road }>(CELL)
  for (const road of roads)
    for (let i = 1; i < road.centreline.length; i++) {
      const [a, b, half] = [road.centreline[i - 1]!, road.centreline[i]!, road.width / 2]
      cells.add(boxAbout(a, b, half + REACH), { a, b, half, road })
    }
  const nearest: RoadIndex['nearest'] = (p, but) => {
    let found: { road: Road; away: number } | undefined
    let least = REACH
    cells.visit(boxAbout(p), ({ a, b, half, road }) => {
      if (road === but) return true
      const away = segmentDistance(...p, a, b) - half
      if (away < least) {
        least = away
        found = { road, away }
      }
      return true
    })
    return found
  }
  return { nearest, kerb: (p, but) => nearest(p, but)?.away ?? REACH }
}
