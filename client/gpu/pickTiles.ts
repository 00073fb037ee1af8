import type { TilesRenderer } from '3d-tiles-renderer/three'
import { Mesh, type Object3D, type Ray } from 'three'
import type { HeightField } from '../../geodata/world.ts'
import type { Hit } from './pickers.ts'
import { rayGround } from './rayGround.ts'
import { rayMesh } from './rayMesh.ts'

/** Metres by which drawn ground may hide what the height table says is free. */
const SLACK = 6

/** The nearest building or lot among the visible tiles that the ground does not hide. */
export function pickTiles(ray: Ray, tiles: TilesRenderer, heights: HeightField): Hit | null {
  let limit = rayGround(ray, heights) + SLACK
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
