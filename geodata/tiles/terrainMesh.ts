import { MeshoptSimplifier } from 'meshoptimizer'
import { heightAt } from '../heights.ts'
import { Mesh } from '../mesh/Mesh.ts'
import { GROUNDS, type Ground, type Paint } from '../paint.ts'
import { BOUNDS } from '../projection.ts'
import type { HeightField, World } from '../world.ts'

/** Must be awaited once before terrainMesh. */
export const terrainReady = MeshoptSimplifier.ready

export type Square = readonly [minX: number, minZ: number, maxX: number, maxZ: number]

/** Daylight colours of the ground for viewers that know no looks. */
const DAYLIGHT: Partial<Record<Ground, readonly [number, number, number]>> = {
  sea: [70, 96, 112],
  stream: [92, 118, 126],
  forest: [74, 98, 62],
  forestHigh: [66, 88, 60],
  grass: [124, 142, 92],
  field: [156, 158, 106],
  city: [158, 156, 150],
  housing: [162, 158, 150],
  industry: [150, 150, 148],
  yard: [166, 164, 158],
  park: [110, 136, 84],
  road: [96, 98, 102],
  rail: [118, 110, 102],
  quay: [158, 158, 156],
  tidal: [138, 130, 112],
  rock: [132, 128, 120],
  lot: [128, 130, 132],
  plaza: [176, 172, 164],
}

/** Ground of a square: a grid of `step` metres simplified to within `error` metres, border kept, with a skirt `skirt` metres deep against cracks. */
export function terrainMesh(world: World, square: Square, step: number, error: number, skirt: number): Mesh {
  const { terrain } = world
  const [minX, minZ, maxX, maxZ] = clip(square)
  const mesh = new Mesh()
  if (!(maxX > minX && maxZ > minZ)) return mesh
  const nx = Math.max(1, Math.round((maxX - minX) / step))
  const nz = Math.max(1, Math.round((maxZ - minZ) / step))
  const positions = new Float32Array((nx + 1) * (nz + 1) * 3)
  for (let j = 0, at = 0; j <= nz; j++) {
    for (let i = 0; i <= nx; i++, at += 3) {
      const x = minX + ((maxX - minX) * i) / nx
      const z = minZ + ((maxZ - minZ) * j) / nz
      positions[at] = x
      positions[at + 1] = heightAt(terrain, x, z)
      positions[at + 2] = z
    }
  }
  const kept = simplify(positions, grid(nx, nz), error)
  const index = new Map<number, number>()
  for (const v of kept) {
    let known = index.get(v)
    if (known === undefined) {
      const [x, y, z] = [positions[3 * v]!, positions[3 * v + 1]!, positions[3 * v + 2]!]
      known = mesh.vertex(x, y, z, ...slope(terrain, x, z), paintAt(world, x, z))
      index.set(v, known)
    }
    mesh.indices.push(known)
  }
  if (skirt > 0) addSkirt(mesh, positions, border(nx, nz), index, skirt)
  return mesh
}

function simplify(positions: Float32Array, indices: Uint32Array, error: number): Uint32Array {
  if (error <= 0) return indices
  const [kept] = MeshoptSimplifier.simplify(indices, positions, 3, 6, error, ['LockBorder', 'ErrorAbsolute'])
  return kept
}

/** Two triangles a cell, facing up. */
function grid(nx: number, nz: number): Uint32Array {
  const indices = new Uint32Array(nx * nz * 6)
  let at = 0
  for (let j = 0; j < nz; j++) {
    for (let i = 0; i < nx; i++) {
      const a = j * (nx + 1) + i
      const c = a + nx + 1
      indices.set([a, c, a + 1, a + 1, c, c + 1], at)
      at += 6
    }
  }
  return indices
}

/** Vertices round the grid's edge, counter-clockwise seen from above. */
function border(nx: number, nz: number): number[] {
  const at = (i: number, j: number): number => j * (nx + 1) + i
  const loop: number[] = []
  for (let j = 0; j < nz; j++) loop.push(at(0, j))
  for (let i = 0; i < nx; i++) loop.push(at(i, nz))
  for (let j = nz; j > 0; j--) loop.push(at(nx, j))
  for (let i = nx; i > 0; i--) loop.push(at(i, 0))
  return loop
}

function addSkirt(
  mesh: Mesh,
  positions: Float32Array,
  loop: readonly number[],
  index: ReadonlyMap<number, number>,
  depth: number,
): void {
  const top = loop.map(v => index.get(v)).filter(v => v !== undefined)
  const first = mesh.vertices
  for (const v of top) {
    mesh.positions.push(
      mesh.positions[3 * v]!,
      mesh.positions[3 * v + 1]! - depth,
      mesh.positions[3 * v + 2]!,
    )
    for (let c = 0; c < 3; c++) mesh.normals.push(mesh.normals[3 * v + c]!)
    for (let c = 0; c < 4; c++) mesh.colours.push(mesh.colours[4 * v + c]!)
    mesh.features.push(0)
  }
  if (positions.length === 0) return
  top.forEach((v, k) => {
    const next = (k + 1) % top.length
    mesh.triangle(first + k, first + next, top[next]!)
    mesh.triangle(first + k, top[next]!, v)
  })
}

/** Normal of the field, from heights 20 m around. */
function slope(terrain: HeightField, x: number, z: number): [number, number, number] {
  const d = 20
  const dx = (heightAt(terrain, x + d, z) - heightAt(terrain, x - d, z)) / (2 * d)
  const dz = (heightAt(terrain, x, z + d) - heightAt(terrain, x, z - d)) / (2 * d)
  const length = Math.hypot(dx, 1, dz)
  return [-dx / length, 1 / length, -dz / length]
}

function paintAt({ ground }: World, x: number, z: number): Paint {
  const i = Math.min(
    ground.width - 1,
    Math.max(0, Math.floor(((x - BOUNDS[0]) / (BOUNDS[2] - BOUNDS[0])) * ground.width)),
  )
  const j = Math.min(
    ground.height - 1,
    Math.max(0, Math.floor(((z - BOUNDS[1]) / (BOUNDS[3] - BOUNDS[1])) * ground.height)),
  )
  const ground8 = GROUNDS[ground.classes[j * ground.width + i]!] ?? 'grass'
  return { surface: 'plain', rgb: DAYLIGHT[ground8] ?? [140, 140, 130] }
}

function clip([minX, minZ, maxX, maxZ]: Square): Square {
  return [
    Math.max(minX, BOUNDS[0]),
    Math.max(minZ, BOUNDS[1]),
    Math.min(maxX, BOUNDS[2]),
    Math.min(maxZ, BOUNDS[3]),
  ]
}
