import type { LonLat } from '../../models/units.ts'
import { BOUNDS, toGround } from '../projection.ts'

/** True for a place within the terrain. False for what is no number. */
export function inWorld(at: LonLat): boolean {
  if (!at.every(Number.isFinite) || Math.abs(at[0]) > 180 || Math.abs(at[1]) > 89) return false
  const [x, z] = toGround(at)
  return x >= BOUNDS[0] && z >= BOUNDS[1] && x <= BOUNDS[2] && z <= BOUNDS[3]
}
