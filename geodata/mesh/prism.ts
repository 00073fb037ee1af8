import earcut from 'earcut'
import type { Paint } from '../paint.ts'
import type { Mesh, Point } from './Mesh.ts'
import { type Outline, upright } from './outline.ts'

/** A straight block: walls and a flat top, no bottom. */
export function addPrism(
  mesh: Mesh,
  ring: Outline,
  base: number,
  top: number,
  wall: Paint,
  roof: Paint,
): void {
  const outline = upright(ring)
  addWalls(mesh, outline, base, top, wall)
  addCap(mesh, outline, top, roof)
}

/** Walls along a ring that is counter-clockwise seen from above. */
export function addWalls(mesh: Mesh, ring: Outline, base: number, top: number, wall: Paint): void {
  for (let i = 0; i < ring.length; i++) {
    const [px, pz] = ring[i]!
    const [qx, qz] = ring[(i + 1) % ring.length]!
    mesh.face(
      [
        [px, base, pz],
        [qx, base, qz],
        [qx, top, qz],
        [px, top, pz],
      ],
      wall,
    )
  }
}

/** A flat top over any simple ring, counter-clockwise seen from above. */
export function addCap(mesh: Mesh, ring: Outline, height: number, paint: Paint): void {
  if (ring.length < 3) return
  if (ring.length <= 4 && convex(ring)) {
    mesh.face(
      ring.map(([x, z]): Point => [x, height, z]),
      paint,
    )
    return
  }
  const first = mesh.vertices
  for (const [x, z] of ring) mesh.vertex(x, height, z, 0, 1, 0, paint)
  addUpward(mesh, earcut(ring.flat()), first)
}

/** Append earcut's triangles turned so that they face up. */
export function addUpward(mesh: Mesh, triangles: readonly number[], first: number): void {
  const at = (i: number): readonly [number, number] => [
    mesh.positions[(first + i) * 3]!,
    mesh.positions[(first + i) * 3 + 2]!,
  ]
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!]
    const [ax, az] = at(a)
    const [bx, bz] = at(b)
    const [cx, cz] = at(c)
    const down = (bx - ax) * (cz - az) - (bz - az) * (cx - ax) > 0
    if (down) mesh.triangle(first + a, first + c, first + b)
    else mesh.triangle(first + a, first + b, first + c)
  }
}

function convex(ring: Outline): boolean {
  return ring.every((b, i) => {
    const a = ring[(i + ring.length - 1) % ring.length]!
    const c = ring[(i + 1) % ring.length]!
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) <= 1e-9
  })
}
