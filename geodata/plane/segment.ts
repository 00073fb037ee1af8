import type { GroundPoint } from '../../models/units.ts'

/** How far along the line through a and b the point lies square to it: 0 at a, 1 at b, unbounded. 0 for a line of no length. */
export function partAlong(x: number, z: number, [ax, az]: GroundPoint, [bx, bz]: GroundPoint): number {
  const [dx, dz] = [bx - ax, bz - az]
  return ((x - ax) * dx + (z - az) * dz) / (dx * dx + dz * dz || 1)
}

/** The same for the nearest point of the segment: within 0 and 1. */
export function nearestPart(x: number, z: number, a: GroundPoint, b: GroundPoint): number {
  return Math.max(0, Math.min(1, partAlong(x, z, a, b)))
}

/** The point at a part of the way from a to b. */
export function pointAt(a: GroundPoint, b: GroundPoint, part: number): GroundPoint {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]
}

/** Distance of a point to a segment, metres. */
export function segmentDistance(x: number, z: number, a: GroundPoint, b: GroundPoint): number {
  const part = nearestPart(x, z, a, b)
  return Math.hypot(a[0] + (b[0] - a[0]) * part - x, a[1] + (b[1] - a[1]) * part - z)
}

/** True when two segments share a point. Of segments on one line it is not told. */
export function segmentsCross(a: GroundPoint, b: GroundPoint, c: GroundPoint, d: GroundPoint): boolean {
  return side(a, b, c) > 0 !== side(a, b, d) > 0 && side(c, d, a) > 0 !== side(c, d, b) > 0
}

/** Where the lines through a, b and through c, d meet, as parts of the way along each; undefined for parallels. */
export function linesMeet(
  a: GroundPoint,
  b: GroundPoint,
  c: GroundPoint,
  d: GroundPoint,
): readonly [onFirst: number, onSecond: number] | undefined {
  const [rx, rz, sx, sz] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const cross = rx * sz - rz * sx
  if (Math.abs(cross) <= 1e-9) return undefined
  const [wx, wz] = [c[0] - a[0], c[1] - a[1]]
  return [(wx * sz - wz * sx) / cross, (wx * rz - wz * rx) / cross]
}

/** Positive on one side of the line from p to q, negative on the other. */
function side(p: GroundPoint, q: GroundPoint, r: GroundPoint): number {
  return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
}
