import {
  type BufferAttribute,
  type BufferGeometry,
  type InterleavedBufferAttribute,
  Matrix4,
  type Mesh,
  Ray,
  Vector3,
} from 'three'

const inverse = new Matrix4()
const local = new Ray()
const point = new Vector3()

/** Triangles that share a box. Tiles keep neighbours together, so such a run of triangles is a small place. */
const RUN = 96
const boxesOf = new WeakMap<BufferGeometry, Float32Array>()

/** The nearest triangle of a mesh that faces a ray of the site frame: distance in metres and its first vertex. */
export interface MeshHit {
  readonly distance: number
  readonly vertex: number
}

/**
 * Casts a ray at one mesh by plain loops over its arrays (Möller and Trumbore 1997, with culling): quantised
 * positions need no unpacking, a box saves most meshes and a box for each run of triangles most of the rest. The
 * boxes are made at the first ray. Null when nothing nearer than `limit` is hit; triangles whose
 * first vertex is to be skipped let the ray through.
 */
export function rayMesh(
  ray: Ray,
  mesh: Mesh,
  limit: number,
  skip: (vertex: number) => boolean = () => false,
): MeshHit | null {
  const { geometry } = mesh
  const positions = geometry.getAttribute('position')
  const index = geometry.index
  if (!positions || !index) return null
  local.copy(ray).applyMatrix4(inverse.copy(mesh.matrixWorld).invert())
  if (!geometry.boundingBox) geometry.computeBoundingBox()
  if (!local.intersectBox(geometry.boundingBox!, point)) return null
  const { array, stride, offset, scale } = layout(positions)
  const { x: ox, y: oy, z: oz } = local.origin
  const { x: dx, y: dy, z: dz } = local.direction
  const order = index.array
  const boxes = runBoxes(geometry, order, array, stride, offset, scale)
  let best = Number.POSITIVE_INFINITY
  let vertex = -1
  for (let i = 0; i < order.length; i += 3) {
    if (i % (3 * RUN) === 0 && !meets(boxes, (i / (3 * RUN)) * 6, local, best)) {
      i += 3 * RUN - 3
      continue
    }
    const a = order[i]! * stride + offset
    const b = order[i + 1]! * stride + offset
    const c = order[i + 2]! * stride + offset
    const ax = array[a]! * scale
    const ay = array[a + 1]! * scale
    const az = array[a + 2]! * scale
    const e1x = array[b]! * scale - ax
    const e1y = array[b + 1]! * scale - ay
    const e1z = array[b + 2]! * scale - az
    const e2x = array[c]! * scale - ax
    const e2y = array[c + 1]! * scale - ay
    const e2z = array[c + 2]! * scale - az
    const px = dy * e2z - dz * e2y
    const py = dz * e2x - dx * e2z
    const pz = dx * e2y - dy * e2x
    const det = e1x * px + e1y * py + e1z * pz
    if (det <= 1e-12) continue
    const tx = ox - ax
    const ty = oy - ay
    const tz = oz - az
    const u = tx * px + ty * py + tz * pz
    if (u < 0 || u > det) continue
    const qx = ty * e1z - tz * e1y
    const qy = tz * e1x - tx * e1z
    const qz = tx * e1y - ty * e1x
    const v = dx * qx + dy * qy + dz * qz
    if (v < 0 || u + v > det) continue
    const t = (e2x * qx + e2y * qy + e2z * qz) / det
    if (t > 0 && t < best && !skip(order[i]!)) {
      best = t
      vertex = order[i]!
    }
  }
  if (vertex < 0) return null
  const distance = local.at(best, point).applyMatrix4(mesh.matrixWorld).distanceTo(ray.origin)
  return distance < limit ? { distance, vertex } : null
}

/** Low and high corner of each run of triangles, six numbers a run. */
function runBoxes(
  geometry: BufferGeometry,
  order: ArrayLike<number>,
  array: ArrayLike<number>,
  stride: number,
  offset: number,
  scale: number,
): Float32Array {
  const known = boxesOf.get(geometry)
  if (known) return known
  const boxes = new Float32Array(Math.ceil(order.length / (3 * RUN)) * 6)
  for (let at = 0, i = 0; at < boxes.length; at += 6) {
    boxes.fill(Number.POSITIVE_INFINITY, at, at + 3).fill(Number.NEGATIVE_INFINITY, at + 3, at + 6)
    for (const end = Math.min(order.length, i + 3 * RUN); i < end; i++) {
      const p = order[i]! * stride + offset
      for (let c = 0; c < 3; c++) {
        const v = array[p + c]! * scale
        if (v < boxes[at + c]!) boxes[at + c] = v
        if (v > boxes[at + 3 + c]!) boxes[at + 3 + c] = v
      }
    }
  }
  boxesOf.set(geometry, boxes)
  return boxes
}

/** Whether a ray enters the box at `at` before `limit` (in lengths of its direction). A side the ray runs along gives NaN, which every comparison lets pass. */
function meets(boxes: Float32Array, at: number, { origin, direction }: Ray, limit: number): boolean {
  const { x: ox, y: oy, z: oz } = origin
  const { x: dx, y: dy, z: dz } = direction
  let [near, far] = [0, limit]
  for (let c = 0; c < 3; c++) {
    const o = c === 0 ? ox : c === 1 ? oy : oz
    const d = c === 0 ? dx : c === 1 ? dy : dz
    const a = (boxes[at + c]! - o) / d
    const b = (boxes[at + 3 + c]! - o) / d
    const [low, high] = a < b ? [a, b] : [b, a]
    if (low > near) near = low
    if (high < far) far = high
  }
  return near <= far
}

/** Where the numbers of an attribute lie, and the factor that three.js' normalised integers carry. */
function layout(attribute: BufferAttribute | InterleavedBufferAttribute) {
  const interleaved = 'data' in attribute
  const array = interleaved ? attribute.data.array : attribute.array
  const scale = !attribute.normalized
    ? 1
    : array instanceof Int16Array
      ? 1 / 32_767
      : array instanceof Uint16Array
        ? 1 / 65_535
        : array instanceof Int8Array
          ? 1 / 127
          : 1 / 255
  return {
    array,
    stride: interleaved ? attribute.data.stride : attribute.itemSize,
    offset: interleaved ? attribute.offset : 0,
    scale,
  }
}
