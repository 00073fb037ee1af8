import { ringCentre } from '../plane/ring.ts'
import type { Building } from '../world.ts'

/** Side of the quadtree's root square in metres, centred on the origin. */
export const ROOT_SIDE = 32_768
/** Cells of the finest level a side: 2^12, of 8 m each. */
const CELLS = 4096

/** Place of a point on the Z-curve: bits of x and z interleaved, z above x. */
export function mortonCode(x: number, z: number): number {
  const cell = (v: number): number =>
    Math.max(0, Math.min(CELLS - 1, Math.floor(((v + ROOT_SIDE / 2) / ROOT_SIDE) * CELLS)))
  return spread(cell(x)) + 2 * spread(cell(z))
}

/** The buildings in the order of the quadtree, so that every node holds one range of indices. */
export function alongQuadtree<T>(things: readonly T[], buildingOf: (thing: T) => Building): T[] {
  return things
    .map((thing, index) => {
      const [x, z] = ringCentre(buildingOf(thing).ring)
      return { thing, index, code: mortonCode(x, z) }
    })
    .sort((a, b) => a.code - b.code || a.index - b.index)
    .map(entry => entry.thing)
}

function spread(v: number): number {
  v = (v | (v << 8)) & 0x00ff00ff
  v = (v | (v << 4)) & 0x0f0f0f0f
  v = (v | (v << 2)) & 0x33333333
  v = (v | (v << 1)) & 0x55555555
  return v >>> 0
}
