import type { TilesRenderer } from '3d-tiles-renderer/three'
import { Mesh, type Object3D, type Ray } from 'three'
import type { Hit } from './pickers.ts'
import { rayMesh } from './rayMesh.ts'

/** The nearest building or lot among the visible tiles, not farther than `limit` metres; the ray goes through hidden ones. */
export function pickTiles(
  ray: Ray,
  tiles: Pick<TilesRenderer, 'group'>,
  limit: number,
  isHidden: (id: number) => boolean = () => false,
): Hit | null {
  let id = -1
  const visit = (object: Object3D) => {
    if (!(object instanceof Mesh)) return
    const ids = object.geometry.getAttribute('featureId')
    if (!ids) return
    const hit = rayMesh(ray, object, limit, vertex => isHidden(ids.getX(vertex)))
    if (!hit) return
    limit = hit.distance
    id = ids.getX(hit.vertex)
  }
  for (const child of tiles.group.children) child.traverse(visit)
  return id < 0 ? null : { distance: limit, target: { type: 'feature', id } }
}
