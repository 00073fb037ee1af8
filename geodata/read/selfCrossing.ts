import type { GroundPoint } from '../../models/units.ts'

/** The first two edges (by their first corner) of an open ring that cross, or null. */
export function selfCrossing(ring: readonly GroundPoint[]): [number, number] | null {
  const n = ring.length
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue
      if (cross(ring[i]!, ring[(i + 1) % n]!, ring[j]!, ring[(j + 1) % n]!)) return [i, j]
    }
  }
  return null
}

/** True when two segments meet in their insides. */
function cross(a: GroundPoint, b: GroundPoint, c: GroundPoint, d: GroundPoint): boolean {
  const side = (p: GroundPoint, q: GroundPoint, r: GroundPoint): number =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}
