import type { GroundPoint } from '../../models/units.ts'
import type { HeightField } from '../world.ts'
import { fillRings, type Grid } from './grid.ts'

/** Ground that is levelled for building: its outline and the most it may lean, as rise over length. */
export interface Terrace {
  readonly ring: readonly GroundPoint[]
  readonly lean: number
}

/**
 * Levels the ground of every terrace to the plane that moves least earth; between terraces the ground falls in banks.
 * Nodes in `kept` (under main roads, in stream beds) stay as they are.
 */
export function levelTerraces(
  field: HeightField,
  terraces: readonly Terrace[],
  kept: Uint8Array,
): HeightField {
  const heights = field.heights.slice()
  for (const { ring, lean } of terraces) {
    const nodes = nodesIn(field, ring).filter(k => !kept[k])
    if (nodes.length < 3) continue
    const plane = planeOf(field, nodes, lean)
    for (const k of nodes) heights[k] = plane(k)
  }
  return { ...field, heights }
}

/** The least-squares plane through the nodes, no steeper than `lean`. */
function planeOf(
  { heights, ...grid }: HeightField,
  nodes: readonly number[],
  lean: number,
): (k: number) => number {
  let [mx, mz, mh] = [0, 0, 0]
  for (const k of nodes) {
    const [x, z] = pointOf(grid, k)
    mx += x / nodes.length
    mz += z / nodes.length
    mh += heights[k]! / nodes.length
  }
  let [xx, xz, zz, xh, zh] = [0, 0, 0, 0, 0]
  for (const k of nodes) {
    const [x, z] = pointOf(grid, k)
    const h = heights[k]! - mh
    xx += (x - mx) ** 2
    xz += (x - mx) * (z - mz)
    zz += (z - mz) ** 2
    xh += (x - mx) * h
    zh += (z - mz) * h
  }
  const det = xx * zz - xz * xz
  const even = det < 1e-6 * xx * zz || det === 0
  const [gx, gz] = even ? [0, 0] : [(zz * xh - xz * zh) / det, (xx * zh - xz * xh) / det]
  const scale = Math.min(1, lean / (Math.hypot(gx, gz) || 1))
  return k => {
    const [x, z] = pointOf(grid, k)
    return mh + scale * (gx * (x - mx) + gz * (z - mz))
  }
}

function pointOf({ minX, minZ, step, columns }: Omit<Grid, 'rows'>, k: number): GroundPoint {
  return [minX + (k % columns) * step, minZ + Math.floor(k / columns) * step]
}

/** Nodes inside the ring, found on the part of the grid about it. */
function nodesIn(grid: Grid, ring: readonly GroundPoint[]): number[] {
  const { minX, minZ, step, columns, rows } = grid
  const xs = ring.map(p => p[0])
  const zs = ring.map(p => p[1])
  const c0 = Math.max(0, Math.floor((Math.min(...xs) - minX) / step))
  const r0 = Math.max(0, Math.floor((Math.min(...zs) - minZ) / step))
  const part = {
    minX: minX + c0 * step,
    minZ: minZ + r0 * step,
    step,
    columns: Math.min(columns - c0, Math.ceil((Math.max(...xs) - minX) / step) - c0 + 1),
    rows: Math.min(rows - r0, Math.ceil((Math.max(...zs) - minZ) / step) - r0 + 1),
  }
  if (part.columns < 1 || part.rows < 1) return []
  const mask = new Uint8Array(part.columns * part.rows)
  fillRings(part, mask, [ring], 1)
  const out: number[] = []
  mask.forEach((inside, m) => {
    if (inside) out.push((r0 + Math.floor(m / part.columns)) * columns + c0 + (m % part.columns))
  })
  return out
}
