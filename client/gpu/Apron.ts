import { createNoise2D } from 'simplex-noise'
import { BufferAttribute, BufferGeometry, Group, type Material, Mesh } from 'three'
import { heightAt } from '../../geodata/heights.ts'
import type { HeightField } from '../../geodata/world.ts'

/** Points around, rings outwards, and how much farther the last ring is than the first. */
const AROUND = 288
const RINGS = 26
const REACH = 7
/** Heights at the rim below which the land outside is taken for sea. */
const SHORE = 0.6

/**
 * Land and sea beyond the surveyed bounds up to the horizon: heights of the rim led over into made-up hills, so that
 * the world does not end in the picture. It carries no data and cannot be picked.
 */
export class Apron extends Group {
  constructor(
    bounds: readonly [number, number, number, number],
    heights: HeightField,
    land: Material,
    water: Material,
  ) {
    super()
    const [ground, sea] = shape(bounds, heights)
    for (const [geometry, material] of [
      [ground, land],
      [sea, water],
    ] as const) {
      const mesh = new Mesh(geometry, material)
      mesh.frustumCulled = false
      mesh.matrixAutoUpdate = false
      this.add(mesh)
    }
  }

  override dispose(): void {
    for (const mesh of this.children) (mesh as Mesh).geometry.dispose()
  }
}

function shape(
  [minX, minZ, maxX, maxZ]: readonly [number, number, number, number],
  heights: HeightField,
): [BufferGeometry, BufferGeometry] {
  const noise = createNoise2D(() => 0.37)
  const [cx, cz] = [(minX + maxX) / 2, (minZ + maxZ) / 2]
  const [halfX, halfZ] = [(maxX - minX) / 2, (maxZ - minZ) / 2]
  const rim = Array.from({ length: AROUND }, (_, i) => rimPoint((i / AROUND) * 8, halfX, halfZ))
  const wet = smooth(rim.map(([x, z]) => (heightAt(heights, cx + x, cz + z) < SHORE ? 1 : 0)))
  const positions = new Float32Array(AROUND * RINGS * 3)
  const flat = new Float32Array(AROUND * RINGS * 3)
  for (let r = 0; r < RINGS; r++) {
    const part = r / (RINGS - 1)
    const scale = 0.999 + (REACH - 1) * part ** 2.2
    for (let i = 0; i < AROUND; i++) {
      const [x, z] = [cx + rim[i]![0] * scale, cz + rim[i]![1] * scale]
      const hills =
        hillsAt(noise, x, z) * (1 - wet[i]! * ease(2.6, 1, scale)) - 60 * wet[i]! * ease(2.4, 1, scale)
      const edge = heightAt(heights, x, z)
      const at = (r * AROUND + i) * 3
      const t = ease(1, 1.35, scale)
      positions.set([x, edge * (1 - t) + hills * t - (r ? 0 : 2), z], at)
      flat.set([x, 0, z], at)
    }
  }
  return [geometryOf(positions), geometryOf(flat)]
}

function hillsAt(noise: (x: number, y: number) => number, x: number, z: number): number {
  const wide = noise(x / 14_000, z / 14_000)
  const ridge = 1 - Math.abs(noise(x / 5_200 + 9, z / 5_200))
  return 60 + 190 * wide + 420 * ridge * ridge * Math.max(0, wide + 0.45) + 45 * noise(x / 1_700, z / 1_700)
}

/** Rings joined to triangles that face up. */
function geometryOf(positions: Float32Array): BufferGeometry {
  const indices: number[] = []
  for (let r = 0; r + 1 < RINGS; r++)
    for (let i = 0; i < AROUND; i++) {
      const [a, b] = [r * AROUND + i, r * AROUND + ((i + 1) % AROUND)]
      indices.push(a, b, a + AROUND, b, b + AROUND, a + AROUND)
    }
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(positions, 3))
  geometry.setIndex(indices)
  geometry.computeVertexNormals()
  return geometry
}

/** A point of the rectangle's rim; 0..8 runs once around, clockwise from the middle of the east side to the south. */
function rimPoint(at: number, halfX: number, halfZ: number): readonly [x: number, z: number] {
  const t = (at + 1) % 8
  if (t < 2) return [halfX, (t - 1) * halfZ]
  if (t < 4) return [(3 - t) * halfX, halfZ]
  if (t < 6) return [-halfX, (5 - t) * halfZ]
  return [(t - 7) * halfX, -halfZ]
}

function smooth(values: readonly number[]): number[] {
  const n = values.length
  return values.map((_, i) => {
    let sum = 0
    for (let k = -4; k <= 4; k++) sum += values[(i + k + n) % n]!
    return sum / 9
  })
}

function ease(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)))
  return t * t * (3 - 2 * t)
}
