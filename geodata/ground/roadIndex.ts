import type { GroundPoint } from '../../models/units.ts'
import { apart } from './line.ts'
import type { Road } from './roads.ts'

/** Finds the road surface under or beside a point without walking all roads. */
export interface RoadIndex {
  /** Least distance from the point to a kerb in metres, negative on a carriageway; roads in `but` do not count. */
  kerb(p: GroundPoint, but?: Road): number
}

const CELL = 100
/** Kerbs further away than this are not told apart. */
const REACH = 60

/** Indexes the segments of all roads in a grid. */
export function indexRoads(roads: readonly Road[]): RoadIndex {
  const cells = new Map<number, { a: GroundPoint; b: GroundPoint; half: number; road: Road }[]>()
  for (const road of roads)
    for (let i = 1; i < road.centreline.length; i++) {
      const [a, b] = [road.centreline[i - 1]!, road.centreline[i]!]
      const item = { a, b, half: road.width / 2, road }
      const steps = Math.ceil(apart(a, b) / (CELL / 2))
      let last = Number.NaN
      for (let k = 0; k <= steps; k++) {
        const key = keyOf(a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps)
        if (key === last) continue
        last = key
        const list = cells.get(key)
        if (list) list.push(item)
        else cells.set(key, [item])
      }
    }
  return {
    kerb([x, z], but) {
      let least = REACH
      for (let i = -1; i <= 1; i++)
        for (let j = -1; j <= 1; j++)
          for (const { a, b, half, road } of cells.get(keyOf(x + i * CELL, z + j * CELL)) ?? []) {
            if (road === but) continue
            const [dx, dz] = [b[0] - a[0], b[1] - a[1]]
            const part = ((x - a[0]) * dx + (z - a[1]) * dz) / (dx * dx + dz * dz || 1)
            const t = Math.max(0, Math.min(1, part))
            const away = Math.hypot(a[0] + dx * t - x, a[1] + dz * t - z) - half
            if (away < least) least = away
          }
      return least
    },
  }
}

function keyOf(x: number, z: number): number {
  return Math.floor(x / CELL) * 65_536 + Math.floor(z / CELL)
}
