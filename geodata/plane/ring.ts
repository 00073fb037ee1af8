import type { GroundPoint } from '../../models/units.ts'
import { segmentsCross } from './segment.ts'

/** An open ring of ground points, counter-clockwise seen from above with north up. */
export type Ring = readonly GroundPoint[]
export type Box = readonly [minX: number, minZ: number, maxX: number, maxZ: number]

/** Area in m², positive when the ring runs counter-clockwise seen from above (x east, z south). */
export function ringArea(ring: Ring): number {
  let twice = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, az] = ring[j]!
    const [bx, bz] = ring[i]!
    twice += bx * az - ax * bz
  }
  return twice / 2
}

/** Smallest upright box around a ring. */
export function ringBox(ring: Ring): Box {
  let [minX, minZ, maxX, maxZ] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, z] of ring) {
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (z < minZ) minZ = z
    if (z > maxZ) maxZ = z
  }
  return [minX, minZ, maxX, maxZ]
}

/** Middle of the corners. */
export function ringCentre(ring: Ring): GroundPoint {
  let [x, z] = [0, 0]
  for (const point of ring) {
    x += point[0]
    z += point[1]
  }
  return [x / ring.length, z / ring.length]
}

/** True when the point lies inside; crossings of a ray to the east are counted. */
export function inRing(ring: Ring, x: number, z: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!
    const b = ring[j]!
    if (a[1] > z !== b[1] > z && x < ((b[0] - a[0]) * (z - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

/** True when two rings share ground: an edge of one crosses the other's, or one lies in the other. Of edges on one line it is not told. */
export function ringsMeet(a: Ring, b: Ring): boolean {
  for (let i = 0, j = a.length - 1; i < a.length; j = i++)
    for (let k = 0, l = b.length - 1; k < b.length; l = k++)
      if (segmentsCross(a[j]!, a[i]!, b[l]!, b[k]!)) return true
  return inRing(b, a[0]![0], a[0]![1]) || inRing(a, b[0]![0], b[0]![1])
}

/** A regular polygon of n corners, for round outlines. */
export function roundRing([x, z]: GroundPoint, radius: number, corners = 12): Ring {
  return Array.from({ length: corners }, (_, i): GroundPoint => {
    const turn = (2 * Math.PI * i) / corners
    return [x + radius * Math.cos(turn), z - radius * Math.sin(turn)]
  })
}
