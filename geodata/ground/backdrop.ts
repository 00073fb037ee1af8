import { heightAt } from '../heights.ts'
import { toGround } from '../projection.ts'
import type { HeightField } from '../world.ts'
import { crests, ease, waves } from './noise.ts'

/** Ground beyond the world to the horizon, as a mesh in the site frame (x east, y up, z south). */
export interface Backdrop {
  readonly positions: Float32Array
  /** Triangles, counter-clockwise seen from above with north up. */
  readonly indices: Uint32Array
  /** Half the side of the square the far sea covers at level 0, metres. */
  readonly reach: number
}

const REACH = 34_000
/** Rings of vertices from the edge of the world outwards, as parts of the way to REACH. */
const RINGS = [0, 0.012, 0.03, 0.055, 0.09, 0.13, 0.18, 0.24, 0.31, 0.39, 0.48, 0.58, 0.7, 0.84, 1] as const
/** Open water beyond the world (진해만, 거제 sound, the lower 낙동강): middles and radii in metres, drawn by judgement. */
const SEAS: readonly (readonly [lon: number, lat: number, radius: number])[] = [
  [128.65, 35.06, 7000],
  [128.72, 35.02, 8500],
  [128.58, 35.1, 3600],
  [128.58, 35.03, 6500],
  [128.82, 35.03, 7500],
  [128.93, 35.02, 9000],
  [128.78, 34.93, 12_000],
  [128.5, 35.04, 4200],
]
/** Height of a bed that the sea hides. */
const BED = -12

/**
 * A ring of coarse land and sea bed around the world out to 34 km. Its inner corners are the terrain's own border
 * samples (every fifth), so nothing opens between the two; hills and far shores are synthetic.
 */
export function makeBackdrop(terrain: HeightField): Backdrop {
  const border = walkBorder(terrain)
  const seas = SEAS.map(([lon, lat, radius]) => ({ at: toGround([lon, lat]), radius }))
  const ridge = crests(911, 6200, 4)
  const broad = waves(912, 11_000, 3)
  const shape = waves(913, 4200, 4)
  const land = (x: number, z: number): number => {
    let shore = 1e9
    for (const { at, radius } of seas)
      shore = Math.min(shore, Math.hypot(x - at[0], z - at[1]) - radius + 1500 * shape(x, z))
    const hills = Math.max(0, 420 * ridge(x, z) ** 2 + 170 * broad(x, z) - 40) * ease(0, 2600, shore)
    return shore < 0 ? BED : Math.min(12 + hills, 3 + shore * 0.3)
  }
  const count = border.length
  const positions = new Float32Array(count * RINGS.length * 3)
  RINGS.forEach((part, r) => {
    border.forEach(([x, z], i) => {
      const far = REACH / Math.max(Math.abs(x), Math.abs(z))
      const scale = 1 + (far - 1) * part
      const [px, pz] = [x * scale, z * scale]
      const edge = heightAt(terrain, x, z)
      const blend = ease(0, 0.1, part)
      const k = (r * count + i) * 3
      positions[k] = px
      positions[k + 1] = part === 0 ? edge : edge + (land(px, pz) - edge) * blend
      positions[k + 2] = pz
    })
  })
  const indices = new Uint32Array((RINGS.length - 1) * count * 6)
  let n = 0
  for (let r = 0; r + 1 < RINGS.length; r++)
    for (let i = 0; i < count; i++) {
      const [a, b] = [r * count + i, r * count + ((i + 1) % count)]
      const [c, d] = [a + count, b + count]
      indices.set([a, b, c, b, d, c], n)
      n += 6
    }
  return { positions, indices, reach: REACH }
}

/** Border points of the field counter-clockwise (north up) from the north-west corner, every fifth sample and all corners. */
function walkBorder({ minX, minZ, step, columns, rows }: HeightField): (readonly [number, number])[] {
  const [maxX, maxZ] = [minX + (columns - 1) * step, minZ + (rows - 1) * step]
  const stride = step * 5
  const out: (readonly [number, number])[] = []
  for (let z = minZ; z < maxZ; z += stride) out.push([minX, z])
  for (let x = minX; x < maxX; x += stride) out.push([x, maxZ])
  for (let z = maxZ; z > minZ; z -= stride) out.push([maxX, z])
  for (let x = maxX; x > minX; x -= stride) out.push([x, minZ])
  return out
}
