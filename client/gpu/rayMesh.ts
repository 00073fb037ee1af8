import {
  type BufferAttribute,
  type InterleavedBufferAttribute,
  Matrix4,
  type Mesh,
  Ray,
  Vector3,
} from 'three'

const inverse = new Matrix4()
const local = new Ray()
const point = new Vector3()

/** The nearest triangle of a mesh that faces a ray of the site frame: distance in metres and its first vertex. */
export interface MeshHit {
  readonly distance: number
  readonly vertex: number
}

/**
 * Casts a ray at one mesh by plain loops over its arrays (Möller and Trumbore 1997, with culling): quantised
 * positions need no unpacking, a bounding box saves most meshes. Null when nothing nearer than `limit` is hit.
 */
export function rayMesh(ray: Ray, mesh: Mesh, limit: number): MeshHit | null {
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
  let best = Number.POSITIVE_INFINITY
  let vertex = -1
  for (let i = 0; i < order.length; i += 3) {
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
    if (t > 0 && t < best) {
      best = t
      vertex = order[i]!
    }
  }
  if (vertex < 0) return null
  const distance = local.at(best, point).applyMatrix4(mesh.matrixWorld).distanceTo(ray.origin)
  return distance < limit ? { distance, vertex } : null
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
