import { MeshoptEncoder } from 'meshoptimizer'
import type { Mesh } from '../mesh/Mesh.ts'
import { type FeatureRow, featureTable } from './metadata.ts'
import { packVertices, type Vertices } from './vertices.ts'

/** One mesh of a tile: its material name tells the client what it is. */
export interface Layer {
  readonly material: string
  readonly mesh: Mesh
  /** Features of the mesh, ids first, first + 1 …; none for meshes without features. */
  readonly features?: { readonly first: number; readonly rows: readonly FeatureRow[] }
}

type Json = Record<string, unknown>

/** Bytes and JSON of a glb while it grows. */
interface Draft {
  readonly chunks: Uint8Array[]
  /** Bytes in chunks, always a multiple of 8. */
  length: number
  /** Bytes the compressed views stand for. */
  plain: number
  readonly views: Json[]
  readonly accessors: Json[]
  readonly nodes: Json[]
  readonly meshes: Json[]
  readonly materials: Json[]
}

/** Materials with normals of their own; the others are flat and their viewers derive normals from the triangles. */
const SMOOTH: readonly string[] = ['terrain']

/** Must be awaited once before makeGlb. */
export const glbReady = MeshoptEncoder.ready

/**
 * A glb of these layers in the site frame: quantised (KHR_mesh_quantization) and packed (EXT_meshopt_compression),
 * with EXT_mesh_features and EXT_structural_metadata where a layer has features. The same layers give the same bytes.
 */
export function makeGlb(layers: readonly Layer[]): Uint8Array {
  const draft: Draft = {
    chunks: [],
    length: 0,
    plain: 0,
    views: [],
    accessors: [],
    nodes: [],
    meshes: [],
    materials: [],
  }
  const extensions: Json = {}
  const used = ['EXT_meshopt_compression', 'KHR_mesh_quantization']
  for (const layer of layers) if (layer.mesh.indices.length > 0) addLayer(draft, layer, extensions)
  if (extensions.EXT_structural_metadata) used.push('EXT_mesh_features', 'EXT_structural_metadata')
  const json: Json = {
    asset: { version: '2.0', generator: 'changwon-twin' },
    extensionsUsed: used,
    extensionsRequired: ['EXT_meshopt_compression', 'KHR_mesh_quantization'],
    ...(Object.keys(extensions).length ? { extensions } : {}),
    scene: 0,
    scenes: [{ nodes: draft.nodes.map((_, i) => i) }],
    nodes: draft.nodes,
    meshes: draft.meshes,
    materials: draft.materials,
    accessors: draft.accessors,
    bufferViews: draft.views,
    buffers: [
      { byteLength: draft.length },
      { byteLength: Math.max(1, draft.plain), extensions: { EXT_meshopt_compression: { fallback: true } } },
    ],
  }
  return pack(json, draft)
}

function addLayer(draft: Draft, { material, mesh, features }: Layer, extensions: Json): void {
  const first = features?.first ?? 0
  const v = packVertices(mesh, first, SMOOTH.includes(material))
  const attributes: Json = {
    POSITION: addAttribute(draft, bytesOf(v.positions), v.count, 8, {
      componentType: 5122,
      type: 'VEC3',
      ...bounds(v),
    }),
    ...(v.normals
      ? {
          NORMAL: addAttribute(draft, bytesOf(v.normals), v.count, 4, {
            componentType: 5120,
            normalized: true,
            type: 'VEC3',
          }),
        }
      : {}),
    COLOR_0: addAttribute(draft, v.colours, v.count, 4, {
      componentType: 5121,
      normalized: true,
      type: 'VEC4',
    }),
  }
  let extension: Json = {}
  if (features) {
    attributes._FEATURE_ID_0 = addAttribute(draft, v.features, v.count, 4, {
      componentType: v.wideFeatures ? 5126 : 5123,
      type: 'SCALAR',
    })
    extension = {
      extensions: {
        EXT_mesh_features: {
          featureIds: [{ featureCount: features.rows.length, attribute: 0, propertyTable: 0 }],
        },
      },
    }
    extensions.EXT_structural_metadata ??= featureTable(first, features.rows, bytes => addPlain(draft, bytes))
  }
  const extras = features ? { extras: { firstFeature: first } } : {}
  draft.materials.push({ name: material, pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.9 } })
  const primitive = {
    attributes,
    indices: addIndices(draft, v.indices, v.count),
    material: draft.materials.length - 1,
    ...extension,
  }
  draft.meshes.push({ name: material, primitives: [primitive], ...extras })
  draft.nodes.push({
    mesh: draft.meshes.length - 1,
    translation: v.offset,
    scale: [v.scale, v.scale, v.scale],
    ...extras,
  })
}

function bounds({ positions, count }: Vertices): { min: number[]; max: number[] } {
  const min = [32_767, 32_767, 32_767]
  const max = [-32_768, -32_768, -32_768]
  for (let k = 0; k < count; k++) {
    for (let c = 0; c < 3; c++) {
      min[c] = Math.min(min[c]!, positions[4 * k + c]!)
      max[c] = Math.max(max[c]!, positions[4 * k + c]!)
    }
  }
  return { min, max }
}

function bytesOf(array: Int16Array | Int8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

function addAttribute(
  draft: Draft,
  bytes: Uint8Array,
  count: number,
  stride: number,
  accessor: Json,
): number {
  const view = addPacked(draft, bytes, count, stride, 'ATTRIBUTES', { byteStride: stride, target: 34_962 })
  draft.accessors.push({ bufferView: view, count, ...accessor })
  return draft.accessors.length - 1
}

function addIndices(draft: Draft, indices: Uint32Array, vertices: number): number {
  const narrow = vertices <= 65_535
  const bytes = new Uint8Array((narrow ? Uint16Array.from(indices) : indices).buffer)
  const view = addPacked(draft, bytes, indices.length, narrow ? 2 : 4, 'TRIANGLES', { target: 34_963 })
  draft.accessors.push({
    bufferView: view,
    count: indices.length,
    componentType: narrow ? 5123 : 5125,
    type: 'SCALAR',
  })
  return draft.accessors.length - 1
}

function addPacked(
  draft: Draft,
  bytes: Uint8Array,
  count: number,
  size: number,
  mode: 'ATTRIBUTES' | 'TRIANGLES',
  view: Json,
): number {
  const packed = MeshoptEncoder.encodeGltfBuffer(bytes, count, size, mode, 0)
  const compressed = {
    buffer: 0,
    byteOffset: draft.length,
    byteLength: packed.length,
    byteStride: size,
    count,
    mode,
  }
  draft.views.push({
    buffer: 1,
    byteOffset: draft.plain,
    byteLength: bytes.length,
    ...view,
    extensions: { EXT_meshopt_compression: compressed },
  })
  draft.plain += Math.ceil(bytes.length / 8) * 8
  append(draft, packed)
  return draft.views.length - 1
}

function addPlain(draft: Draft, bytes: Uint8Array): number {
  draft.views.push({ buffer: 0, byteOffset: draft.length, byteLength: bytes.length })
  append(draft, bytes)
  return draft.views.length - 1
}

function append(draft: Draft, bytes: Uint8Array): void {
  const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8)
  padded.set(bytes)
  draft.chunks.push(padded)
  draft.length += padded.length
}

/** Header, JSON chunk, binary chunk. */
function pack(json: Json, draft: Draft): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(json))
  const jsonLength = Math.ceil((20 + text.length) / 8) * 8 - 20
  const total = 20 + jsonLength + 8 + draft.length
  const out = new Uint8Array(total)
  const view = new DataView(out.buffer)
  view.setUint32(0, 0x46546c67, true)
  view.setUint32(4, 2, true)
  view.setUint32(8, total, true)
  view.setUint32(12, jsonLength, true)
  view.setUint32(16, 0x4e4f534a, true)
  out.fill(0x20, 20, 20 + jsonLength)
  out.set(text, 20)
  let at = 20 + jsonLength
  view.setUint32(at, draft.length, true)
  view.setUint32(at + 4, 0x004e4942, true)
  at += 8
  for (const chunk of draft.chunks) {
    out.set(chunk, at)
    at += chunk.length
  }
  return out
}
