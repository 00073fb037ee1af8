import type { Paint } from '../paint.ts'
import type { Part } from '../world.ts'
import type { Mesh, Point } from './Mesh.ts'
import { circle } from './outline.ts'

type Cylinder = Extract<Part, { shape: 'cylinder' }>
type Sphere = Extract<Part, { shape: 'sphere' }>
type Beam = Extract<Part, { shape: 'beam' }>

/** Corners of a round thing, by its radius. */
export function sidesOf(radius: number): number {
  return radius < 1.5 ? 6 : radius < 4 ? 10 : radius < 15 ? 16 : 24
}

/** A silo, tank or stack. */
export function addCylinder(mesh: Mesh, part: Cylinder): void {
  const { centre, radius, base, top, taper = 1, dome = false, wall, roof } = part
  const n = sidesOf(radius)
  const low = circle(centre, radius, n)
  const high = circle(centre, radius * taper, n)
  addBelt(mesh, low, base, high, top, centre, wall)
  if (!dome) {
    if (taper > 0.02)
      mesh.face(
        high.map(([x, z]): Point => [x, top, z]),
        roof,
      )
    return
  }
  const r = radius * taper
  addDome(mesh, centre, top, r, 0, 1, Math.max(2, Math.round(n / 6)), n, roof)
}

/** A gas holder on its equator's legs: a full sphere. */
export function addSphere(mesh: Mesh, { centre, radius, base, wall }: Sphere): void {
  addDome(mesh, centre, base + radius, radius, -1, 1, 8, Math.max(12, sidesOf(radius)), wall)
}

/** A square beam between two points. */
export function addBeam(mesh: Mesh, { from, to, width, wall }: Beam): void {
  const along = unit([to[0] - from[0], to[1] - from[1], to[2] - from[2]])
  const reference: Point = Math.abs(along[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]
  const side = unit(cross(along, reference))
  const up = cross(side, along)
  const h = width / 2
  const corner = (end: Point, s: number, u: number): Point => [
    end[0] + (side[0] * s + up[0] * u) * h,
    end[1] + (side[1] * s + up[1] * u) * h,
    end[2] + (side[2] * s + up[2] * u) * h,
  ]
  const square = [
    [-1, -1],
    [-1, 1],
    [1, 1],
    [1, -1],
  ] as const
  const near = square.map(([s, u]) => corner(from, s, u))
  const far = square.map(([s, u]) => corner(to, s, u))
  for (let i = 0; i < 4; i++) {
    const j = (i + 1) % 4
    mesh.face([near[i]!, near[j]!, far[j]!, far[i]!], wall)
  }
  mesh.face(far, wall)
  mesh.face(near.toReversed(), wall)
}

/** A belt of quads between two rings of equal corners, smooth-shaded round the axis. */
function addBelt(
  mesh: Mesh,
  low: readonly (readonly [number, number])[],
  base: number,
  high: readonly (readonly [number, number])[],
  top: number,
  [cx, cz]: readonly [number, number],
  paint: Paint,
): void {
  const first = mesh.vertices
  low.forEach(([x, z], i) => {
    const [hx, hz] = high[i]!
    const [nx, , nz] = unit([x - cx, 0, z - cz])
    mesh.vertex(x, base, z, nx, 0, nz, paint)
    mesh.vertex(hx, top, hz, nx, 0, nz, paint)
  })
  const n = low.length
  for (let i = 0; i < n; i++) {
    const a = first + 2 * i
    const b = first + 2 * ((i + 1) % n)
    mesh.triangle(a, b, b + 1)
    mesh.triangle(a, b + 1, a + 1)
  }
}

/** Part of a sphere from sine `from` to `to` of latitude, smooth-shaded. */
function addDome(
  mesh: Mesh,
  [cx, cz]: readonly [number, number],
  cy: number,
  r: number,
  from: number,
  to: number,
  rows: number,
  n: number,
  paint: Paint,
): void {
  const first = mesh.vertices
  const start = Math.asin(from)
  const span = Math.asin(to) - start
  for (let row = 0; row <= rows; row++) {
    const latitude = start + (span * row) / rows
    for (let i = 0; i < n; i++) {
      const angle = (2 * Math.PI * i) / n
      const [x, y, z] = [
        Math.cos(latitude) * Math.cos(angle),
        Math.sin(latitude),
        -Math.cos(latitude) * Math.sin(angle),
      ]
      mesh.vertex(cx + r * x, cy + r * y, cz + r * z, x, y, z, paint)
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < n; i++) {
      const a = first + row * n + i
      const b = first + row * n + ((i + 1) % n)
      const bottom = row === 0 && from <= -1
      const tip = row === rows - 1 && to >= 1
      if (!bottom) mesh.triangle(a, b, b + n)
      if (!tip) mesh.triangle(a, b + n, a + n)
    }
  }
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

function unit([x, y, z]: Point): Point {
  const length = Math.hypot(x, y, z) || 1
  return [x / length, y / length, z / length]
}
