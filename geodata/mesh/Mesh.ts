import type { Paint } from '../paint.ts'
import { SURFACES } from '../paint.ts'

/** Triangles being collected: positions in metres of the site frame, unit normals, colour with surface code, feature. */
export class Mesh {
  readonly positions: number[] = []
  readonly normals: number[] = []
  readonly colours: number[] = []
  readonly features: number[] = []
  readonly indices: number[] = []
  /** Feature id given to the vertices that follow. */
  feature = 0

  get vertices(): number {
    return this.positions.length / 3
  }

  /** Add a vertex; answers its index. */
  vertex(x: number, y: number, z: number, nx: number, ny: number, nz: number, paint: Paint): number {
    const index = this.vertices
    this.positions.push(x, y, z)
    this.normals.push(nx, ny, nz)
    this.colours.push(paint.rgb[0], paint.rgb[1], paint.rgb[2], surfaceCode(paint))
    this.features.push(this.feature)
    return index
  }

  /** A flat polygon with corners counter-clockwise seen from outside, as a fan. Degenerate ones are left out. */
  face(corners: readonly Point[], paint: Paint): void {
    const n = normalOf(corners)
    if (!n) return
    const first = this.vertices
    for (const [x, y, z] of corners) this.vertex(x, y, z, n[0], n[1], n[2], paint)
    for (let i = 2; i < corners.length; i++) this.indices.push(first, first + i - 1, first + i)
  }

  /** Append a triangle of vertices that exist. */
  triangle(a: number, b: number, c: number): void {
    this.indices.push(a, b, c)
  }
}

export type Point = readonly [x: number, y: number, z: number]

/** Byte of a surface, the alpha of its vertex colours. */
export function surfaceCode(paint: Paint): number {
  return SURFACES.indexOf(paint.surface)
}

/** Newell's normal of a polygon, or null when it has no area. */
export function normalOf(corners: readonly Point[]): Point | null {
  let [x, y, z] = [0, 0, 0]
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const a = corners[j]!
    const b = corners[i]!
    x += (a[1] - b[1]) * (a[2] + b[2])
    y += (a[2] - b[2]) * (a[0] + b[0])
    z += (a[0] - b[0]) * (a[1] + b[1])
  }
  const length = Math.hypot(x, y, z)
  return length > 1e-9 ? [x / length, y / length, z / length] : null
}
