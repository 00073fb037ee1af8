import type { TilesRenderer } from '3d-tiles-renderer/three'
import { Mesh, type Object3D, type Ray } from 'three'
import type { Hit } from './pickers.ts'
import { rayMesh } from './rayMesh.ts'

/** The nearest building or lot among the visible tiles, not farther than `limit` metres. */
export function pickTiles(ray: Ray, tiles: TilesRenderer, limit: number): Hit | null {
  let id = -1
  const visit = (object: Object3D) => {
    if (!(object instanceof Mesh) || !object.geometry.getAttribute('featureId')) return
    const hit = rayMesh(ray, object, limit)
    if (!hit) return
    limit = hit.distance
    id = object.geometry.getAttribute('featureId').getX(hit.vertex)
  }
  for (const child of tiles.group.children) child.traverse(visit)
  return id < 0 ? null : { distance: limit, target: { type: 'feature', id } }
}
