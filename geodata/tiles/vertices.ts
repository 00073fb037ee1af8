import { MeshoptEncoder } from 'meshoptimizer'
import type { Mesh } from '../mesh/Mesh.ts'

/** Quantised vertices in the order triangles use them, equal ones merged. */
export interface Vertices {
  readonly count: number
  /** Position = offset + scale × step. One scale for all axes, so that angles stay true. */
  readonly offset: readonly number[]
  readonly scale: number
  /** int16 x, y, z, 0 by vertex. */
  readonly positions: Int16Array
  /** int8 x, y, z, 0 by vertex; null when the mesh is flat-shaded. */
  readonly normals: Int8Array | null
  /** Byte r, g, b, surface by vertex. */
  readonly colours: Uint8Array
  /** Feature less `first`, by vertex: uint16 and two bytes of padding, or float32 where there are more than that can number. */
  readonly features: Uint8Array
  readonly wideFeatures: boolean
  readonly indices: Uint32Array
}

/** Words of a vertex record: position in two, normal, colour, feature. */
const WORDS = 5

/** Quantise and merge a mesh. Flat-shaded meshes carry no normals: viewers derive them from the triangle. */
export function packVertices(mesh: Mesh, first: number, smooth: boolean): Vertices {
  const { offset, scale } = frameOf(mesh)
  const records = recordsOf(mesh, offset, scale, first, smooth)
  const { unique, indices } = merge(records, mesh.indices)
  const [order, count] = MeshoptEncoder.reorderMesh(indices, true, true)
  const out = new Uint32Array(count * WORDS)
  for (let u = 0; u < unique.length; u++) {
    if (order[u] === 0xffffffff) continue
    for (let w = 0; w < WORDS; w++) out[order[u]! * WORDS + w] = records[unique[u]! * WORDS + w]!
  }
  const positions = new Uint32Array(count * 2)
  const normals = new Uint32Array(count)
  const colours = new Uint32Array(count)
  const features = new Uint32Array(count)
  for (let k = 0; k < count; k++) {
    positions[2 * k] = out[k * WORDS]!
    positions[2 * k + 1] = out[k * WORDS + 1]!
    normals[k] = out[k * WORDS + 2]!
    colours[k] = out[k * WORDS + 3]!
    features[k] = out[k * WORDS + 4]!
  }
  const wideFeatures = features.some(feature => feature > 0xffff)
  if (wideFeatures) new Float32Array(features.buffer).set(features.slice())
  return {
    count,
    offset,
    scale,
    positions: new Int16Array(positions.buffer),
    normals: smooth ? new Int8Array(normals.buffer) : null,
    colours: new Uint8Array(colours.buffer),
    features: new Uint8Array(features.buffer),
    wideFeatures,
    indices,
  }
}

/** Middle and step of the 16-bit positions. */
function frameOf({ positions }: Mesh): { offset: number[]; scale: number } {
  const low = [Infinity, Infinity, Infinity]
  const high = [-Infinity, -Infinity, -Infinity]
  for (let i = 0; i < positions.length; i += 3) {
    for (let c = 0; c < 3; c++) {
      const v = positions[i + c]!
      if (v < low[c]!) low[c] = v
      if (v > high[c]!) high[c] = v
    }
  }
  const offset = low.map((l, c) => Math.fround((l + high[c]!) / 2))
  const reach = Math.max(1, ...low.map((l, c) => Math.max(offset[c]! - l, high[c]! - offset[c]!)))
  return { offset, scale: Math.fround(reach / 32_760) }
}

function recordsOf(
  mesh: Mesh,
  offset: readonly number[],
  scale: number,
  first: number,
  smooth: boolean,
): Uint32Array {
  const { positions: p, normals: n, colours: c, features } = mesh
  const records = new Uint32Array(mesh.vertices * WORDS)
  const step = (i: number, axis: number): number =>
    Math.round((p[i + axis]! - offset[axis]!) / scale) & 0xffff
  const byte = (v: number): number => Math.round(v * 127) & 0xff
  for (let v = 0; v < mesh.vertices; v++) {
    const at = v * WORDS
    const i = v * 3
    records[at] = step(i, 0) | (step(i, 1) << 16)
    records[at + 1] = step(i, 2)
    records[at + 2] = smooth ? byte(n[i]!) | (byte(n[i + 1]!) << 8) | (byte(n[i + 2]!) << 16) : 0
    records[at + 3] = c[4 * v]! | (c[4 * v + 1]! << 8) | (c[4 * v + 2]! << 16) | (c[4 * v + 3]! << 24)
    records[at + 4] = Math.max(0, features[v]! - first)
  }
  return records
}

/** Equal records become one; answers one vertex of each kind and the indices into them. Triangles that collapsed are left out. */
function merge(
  records: Uint32Array,
  triangles: readonly number[],
): { unique: number[]; indices: Uint32Array } {
  const count = records.length / WORDS
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, count * 2))) - 1
  const table = new Int32Array(mask + 1).fill(-1)
  const to = new Int32Array(count).fill(-1)
  const unique: number[] = []
  const find = (v: number): number => {
    let slot = hashOf(records, v) & mask
    for (; table[slot] !== -1; slot = (slot + 1) & mask)
      if (same(records, unique[table[slot]!]!, v)) return table[slot]!
    table[slot] = unique.length
    unique.push(v)
    return unique.length - 1
  }
  const indices: number[] = []
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map(k => {
      const v = triangles[t + k]!
      if (to[v] === -1) to[v] = find(v)
      return to[v]!
    }) as [number, number, number]
    if (a !== b && b !== c && c !== a) indices.push(a, b, c)
  }
  return { unique, indices: Uint32Array.from(indices) }
}

function hashOf(records: Uint32Array, v: number): number {
  let h = 2166136261
  for (let w = 0; w < WORDS; w++) {
    h = Math.imul(h ^ records[v * WORDS + w]!, 0x9e3779b1)
    h ^= h >>> 15
  }
  return h >>> 0
}

function same(records: Uint32Array, a: number, b: number): boolean {
  for (let w = 0; w < WORDS; w++) if (records[a * WORDS + w] !== records[b * WORDS + w]) return false
  return true
}
