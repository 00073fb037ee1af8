import type { GroundPoint } from '../../models/units.ts'
import { boxAbout } from '../plane/boxIndex.ts'
import { nearestPart } from '../plane/segment.ts'
import { BOUNDS } from '../projection.ts'

/** A regular grid over the world, row-major from the north-west corner; samples sit on the nodes. */
export interface Grid {
  readonly minX: number
  readonly minZ: number
  readonly step: number
  readonly columns: number
  readonly rows: number
}

/** The grid of the given step in metres whose nodes reach from edge to edge of BOUNDS. */
export function worldGrid(step: number): Grid {
  const [minX, minZ, maxX, maxZ] = BOUNDS
  return { minX, minZ, step, columns: (maxX - minX) / step + 1, rows: (maxZ - minZ) / step + 1 }
}

/** Writes `value` into every node inside the open rings (even-odd over all of them together). */
export function fillRings(
  grid: Grid,
  into: Uint8Array,
  rings: readonly (readonly GroundPoint[])[],
  value: number,
): void {
  const { minX, minZ, step, columns, rows } = grid
  const first = Math.max(0, Math.floor((Math.min(...rings.map(lowestZ)) - minZ) / step))
  const crossings: number[][] = []
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, az] = ring[j]!
      const [bx, bz] = ring[i]!
      const from = Math.max(0, Math.ceil((Math.min(az, bz) - minZ) / step))
      const to = Math.min(rows - 1, Math.ceil((Math.max(az, bz) - minZ) / step) - 1)
      for (let row = from; row <= to; row++) {
        const x = ax + ((minZ + row * step - az) / (bz - az)) * (bx - ax)
        const list = (crossings[row - first] ??= [])
        list.push((x - minX) / step)
      }
    }
  }
  crossings.forEach((list, index) => {
    const row = first + index
    list.sort((a, b) => a - b)
    for (let k = 0; k + 1 < list.length; k += 2) {
      const to = Math.min(columns - 1, Math.floor(list[k + 1]!))
      for (let c = Math.max(0, Math.ceil(list[k]!)); c <= to; c++) into[row * columns + c] = value
    }
  })
}

function lowestZ(ring: readonly GroundPoint[]): number {
  let z = Infinity
  for (const p of ring) if (p[1] < z) z = p[1]
  return z
}

/** Calls `visit` with each node within `reach` metres of the segment, its distance and the part of the way along. */
export function nearSegment(
  grid: Grid,
  a: GroundPoint,
  b: GroundPoint,
  reach: number,
  visit: (node: number, distance: number, part: number) => void,
): void {
  const { minX, minZ, step, columns, rows } = grid
  const box = boxAbout(a, b, reach)
  const c0 = Math.max(0, Math.ceil((box[0] - minX) / step))
  const c1 = Math.min(columns - 1, Math.floor((box[2] - minX) / step))
  const r0 = Math.max(0, Math.ceil((box[1] - minZ) / step))
  const r1 = Math.min(rows - 1, Math.floor((box[3] - minZ) / step))
  for (let r = r0; r <= r1; r++) {
    const z = minZ + r * step
    for (let c = c0; c <= c1; c++) {
      const x = minX + c * step
      const part = nearestPart(x, z, a, b)
      const distance = Math.hypot(a[0] + (b[0] - a[0]) * part - x, a[1] + (b[1] - a[1]) * part - z)
      if (distance <= reach) visit(r * columns + c, distance, part)
    }
  }
}

/** Distance in metres from every node to the nearest node of the mask (Felzenszwalb and Huttenlocher 2012). */
export function distanceTo(grid: Grid, mask: (node: number) => boolean): Float32Array {
  const { columns, rows, step } = grid
  const FAR = 1e12
  const squares = new Float32Array(columns * rows)
  for (let k = 0; k < squares.length; k++) squares[k] = mask(k) ? 0 : FAR
  const longest = Math.max(columns, rows)
  const line = new Float64Array(longest)
  const at = new Int32Array(longest)
  const edge = new Float64Array(longest + 1)
  const pass = (start: number, stride: number, count: number): void => {
    for (let q = 0; q < count; q++) line[q] = squares[start + q * stride]!
    let k = 0
    at[0] = 0
    edge[0] = -FAR
    edge[1] = FAR
    for (let q = 1; q < count; q++) {
      let s: number
      do {
        const v = at[k]!
        s = (line[q]! + q * q - line[v]! - v * v) / (2 * q - 2 * v)
      } while (s <= edge[k]! && --k >= 0)
      k++
      at[k] = q
      edge[k] = s
      edge[k + 1] = FAR
    }
    k = 0
    for (let q = 0; q < count; q++) {
      while (edge[k + 1]! < q) k++
      squares[start + q * stride] = (q - at[k]!) ** 2 + line[at[k]!]!
    }
  }
  for (let c = 0; c < columns; c++) pass(c, columns, rows)
  for (let r = 0; r < rows; r++) pass(r * columns, 1, columns)
  for (let k = 0; k < squares.length; k++) squares[k] = Math.sqrt(squares[k]!) * step
  return squares
}

/** Mean over a square of (2·radius+1)² nodes, in place; edges repeat. */
export function blur(grid: Grid, values: Float32Array, radius: number): void {
  const { columns, rows } = grid
  const line = new Float64Array(Math.max(columns, rows))
  const pass = (start: number, stride: number, count: number): void => {
    let sum = 0
    const clamp = (q: number): number => values[start + Math.max(0, Math.min(count - 1, q)) * stride]!
    for (let q = -radius; q <= radius; q++) sum += clamp(q)
    for (let q = 0; q < count; q++) {
      line[q] = sum / (2 * radius + 1)
      sum += clamp(q + radius + 1) - clamp(q - radius)
    }
    for (let q = 0; q < count; q++) values[start + q * stride] = line[q]!
  }
  for (let c = 0; c < columns; c++) pass(c, columns, rows)
  for (let r = 0; r < rows; r++) pass(r * columns, 1, columns)
}
