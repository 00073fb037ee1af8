import Delaunator from 'delaunator'

/** A height at a ground point, site frame, metres. */
export type Spot = readonly [x: number, z: number, height: number]

/** A surface through spot heights, smooth in its slope as well; NaN outside their hull. */
export interface SmoothSurface {
  /** Heights on a regular grid, row-major from its north-west node. */
  onGrid(grid: {
    readonly minX: number
    readonly minZ: number
    readonly step: number
    readonly columns: number
    readonly rows: number
  }): Float32Array
}

/**
 * Delaunay triangles with a Clough-Tocher cubic on each (Clough and Tocher 1965; Alfeld 1984): the surface passes
 * through every spot and has no creases.
 */
export function smoothSurface(spots: readonly Spot[]): SmoothSurface {
  const xz = Float64Array.from({ length: 2 * spots.length }, (_, i) => spots[i >> 1]![i % 2]!)
  const height = Float64Array.from(spots, spot => spot[2])
  const { triangles, halfedges } = new Delaunator(xz)
  const slope = slopesOf(xz, height, triangles)
  return {
    onGrid({ minX, minZ, step, columns, rows }) {
      const out = new Float32Array(columns * rows).fill(Number.NaN)
      for (let t = 0; t < triangles.length; t += 3) {
        const corner = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!] as const
        const [a, b, c] = corner
        const [ax, az] = [xz[2 * a]!, xz[2 * a + 1]!]
        const [bx, bz] = [xz[2 * b]!, xz[2 * b + 1]!]
        const [cx, cz] = [xz[2 * c]!, xz[2 * c + 1]!]
        const area = (bz - cz) * (ax - cx) + (cx - bx) * (az - cz)
        if (area === 0) continue
        const i0 = Math.max(0, Math.ceil((Math.min(ax, bx, cx) - minX) / step))
        const i1 = Math.min(columns - 1, Math.floor((Math.max(ax, bx, cx) - minX) / step))
        const j0 = Math.max(0, Math.ceil((Math.min(az, bz, cz) - minZ) / step))
        const j1 = Math.min(rows - 1, Math.floor((Math.max(az, bz, cz) - minZ) / step))
        if (i0 > i1 || j0 > j1) continue
        const patch = patchOf(xz, height, slope, corner, [
          across(xz, triangles, halfedges[t + 1]!),
          across(xz, triangles, halfedges[t + 2]!),
          across(xz, triangles, halfedges[t]!),
        ])
        for (let j = j0; j <= j1; j++)
          for (let i = i0; i <= i1; i++) {
            const [x, z] = [minX + i * step, minZ + j * step]
            const u = ((bz - cz) * (x - cx) + (cx - bx) * (z - cz)) / area
            const v = ((cz - az) * (x - cx) + (ax - cx) * (z - cz)) / area
            const w = 1 - u - v
            if (u >= -1e-9 && v >= -1e-9 && w >= -1e-9) out[j * columns + i] = patch(u, v, w)
          }
      }
      return out
    },
  }
}

/** Mean slopes overshoot beside spots that were taken at tops and hollows; drawn in so much they come nearest to SRTM. */
const DRAWN_IN = 0.75

/** Slope (dx, dz) at every spot: of the triangles about it, by their area. */
function slopesOf(xz: Float64Array, height: Float64Array, triangles: Uint32Array): Float64Array {
  const slope = new Float64Array(2 * height.length)
  const weight = new Float64Array(height.length)
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!]
    const [ax, az, ah] = [xz[2 * a]!, xz[2 * a + 1]!, height[a]!]
    const [ux, uz, uh] = [xz[2 * b]! - ax, xz[2 * b + 1]! - az, height[b]! - ah]
    const [vx, vz, vh] = [xz[2 * c]! - ax, xz[2 * c + 1]! - az, height[c]! - ah]
    const turn = Math.sign(ux * vz - uz * vx)
    for (const k of [a, b, c]) {
      slope[2 * k]! += turn * (uh * vz - uz * vh)
      slope[2 * k + 1]! += turn * (ux * vh - uh * vx)
      weight[k]! += Math.abs(ux * vz - uz * vx)
    }
  }
  return slope.map((sum, i) => (DRAWN_IN * sum) / (weight[i >> 1]! || 1))
}

/** Middle of the triangle on the other side of an edge; undefined on the hull. */
function across(
  xz: Float64Array,
  triangles: Uint32Array,
  edge: number,
): readonly [x: number, z: number] | undefined {
  if (edge < 0) return undefined
  const first = edge - (edge % 3)
  let [x, z] = [0, 0]
  for (let k = 0; k < 3; k++) {
    x += xz[2 * triangles[first + k]!]! / 3
    z += xz[2 * triangles[first + k]! + 1]! / 3
  }
  return [x, z]
}

/** The cubic of one triangle in its Bézier net, by barycentric coordinates; names as in Alfeld 1984. */
function patchOf(
  xz: Float64Array,
  height: Float64Array,
  slope: Float64Array,
  [a, b, c]: readonly [number, number, number],
  beyond: readonly (readonly [number, number] | undefined)[],
): (u: number, v: number, w: number) => number {
  const rise = (at: number, to: number): number =>
    slope[2 * at]! * (xz[2 * to]! - xz[2 * at]!) + slope[2 * at + 1]! * (xz[2 * to + 1]! - xz[2 * at + 1]!)
  const [c3000, c0300, c0030] = [height[a]!, height[b]!, height[c]!]
  const c2100 = c3000 + rise(a, b) / 3
  const c2010 = c3000 + rise(a, c) / 3
  const c1200 = c0300 + rise(b, a) / 3
  const c0210 = c0300 + rise(b, c) / 3
  const c1020 = c0030 + rise(c, a) / 3
  const c0120 = c0030 + rise(c, b) / 3
  const c2001 = (c2100 + c2010 + c3000) / 3
  const c0201 = (c1200 + c0300 + c0210) / 3
  const c0021 = (c1020 + c0120 + c0030) / 3
  const lean = [0, 1, 2].map(k => leanOf(xz, [a, b, c], beyond[k], k))
  const c0111 =
    (lean[0]! * (-c0300 + 3 * c0210 - 3 * c0120 + c0030) + (-c0300 + 2 * c0210 - c0120 + c0021 + c0201)) / 2
  const c1011 =
    (lean[1]! * (-c0030 + 3 * c1020 - 3 * c2010 + c3000) + (-c0030 + 2 * c1020 - c2010 + c2001 + c0021)) / 2
  const c1101 =
    (lean[2]! * (-c3000 + 3 * c2100 - 3 * c1200 + c0300) + (-c3000 + 2 * c2100 - c1200 + c2001 + c0201)) / 2
  const c1002 = (c1101 + c1011 + c2001) / 3
  const c0102 = (c1101 + c0111 + c0201) / 3
  const c0012 = (c1011 + c0111 + c0021) / 3
  const c0003 = (c1002 + c0102 + c0012) / 3
  return (u, v, w) => {
    const least = Math.min(u, v, w)
    const [p, q, r, s] = [u - least, v - least, w - least, 3 * least]
    return (
      p * p * (p * c3000 + 3 * (q * c2100 + r * c2010 + s * c2001)) +
      q * q * (q * c0300 + 3 * (p * c1200 + r * c0210 + s * c0201)) +
      r * r * (r * c0030 + 3 * (p * c1020 + q * c0120 + s * c0021)) +
      s * s * (s * c0003 + 3 * (p * c1002 + q * c0102 + r * c0012)) +
      6 * s * (p * q * c1101 + p * r * c1011 + q * r * c0111)
    )
  }
}

/** Where along the edge opposite corner k the line to the next triangle's middle leans, so that both sides agree. */
function leanOf(
  xz: Float64Array,
  [a, b, c]: readonly [number, number, number],
  beyond: readonly [number, number] | undefined,
  k: number,
): number {
  if (!beyond) return -0.5
  const [x, z] = beyond
  const [ax, az, bx, bz] = [xz[2 * a]!, xz[2 * a + 1]!, xz[2 * b]!, xz[2 * b + 1]!]
  const [cx, cz] = [xz[2 * c]!, xz[2 * c + 1]!]
  const area = (bz - cz) * (ax - cx) + (cx - bx) * (az - cz)
  const u = ((bz - cz) * (x - cx) + (cx - bx) * (z - cz)) / area
  const v = ((cz - az) * (x - cx) + (ax - cx) * (z - cz)) / area
  const at = [u, v, 1 - u - v]
  const [next, last] = k === 0 ? [at[1]!, at[2]!] : k === 1 ? [at[2]!, at[0]!] : [at[0]!, at[1]!]
  return (2 * last + next - 1) / (2 - 3 * last - 3 * next)
}
