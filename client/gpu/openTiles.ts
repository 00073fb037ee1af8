import type { Tile } from '3d-tiles-renderer/core'
import { TilesRenderer } from '3d-tiles-renderer/three'
import { BufferAttribute, type Material, Matrix4, Mesh, type Object3D } from 'three'
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js'
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'
import { releaseArrays } from './releaseArrays.ts'
import type { TierSettings } from './tiers.ts'

/** What a ray at a building or lot reads. */
const PICKED_BY = ['index', 'position', 'featureId']

/** glTF's y-up axes as tiles see them, undone: east, north, up becomes x, −z, y. */
const UPRIGHT = new Matrix4().makeRotationX(-Math.PI / 2)

/** Gives the meshes of tiles their materials, by the name in the glTF; `far` ones stand for finer children. */
export interface TileMaterials {
  of(name: string, far: boolean): Material
  /** What throws the shadow of a mesh; three.js' own when left out. */
  shadowOf?(name: string): Material | undefined
}

/** Open a tileset in the site frame: its root transform is undone, and every mesh gets a material of the world. */
export function openTiles(url: string, materials: TileMaterials): TilesRenderer {
  const tiles = new TilesRenderer(url)
  const loader = new GLTFLoader(tiles.manager)
  loader.setMeshoptDecoder(MeshoptDecoder)
  tiles.manager.addHandler(/\.(gltf|glb)$/, loader)
  tiles.group.matrixAutoUpdate = false
  tiles.addEventListener('load-root-tileset', () => {
    const transform = tiles.root?.transform
    tiles.group.matrix.copy(UPRIGHT)
    if (transform) tiles.group.matrix.multiply(new Matrix4().fromArray(transform).invert())
    tiles.group.matrix.decompose(tiles.group.position, tiles.group.quaternion, tiles.group.scale)
    tiles.group.updateMatrixWorld(true)
  })
  tiles.addEventListener('load-model', ({ scene, tile }) => {
    dress(scene, materials, tile.geometricError > 0, () => reload(tiles, tile))
    forgetFile(tile)
  })
  return tiles
}

/** Spend on tiles what a tier allows. */
export function tuneTiles(tiles: TilesRenderer, { errorTarget, tileBytes }: TierSettings): void {
  tiles.errorTarget = errorTarget
  tiles.lruCache.minBytesSize = tileBytes * 0.7
  tiles.lruCache.maxBytesSize = tileBytes
}

/** Throw a tile away; the next update fetches it again where it is needed. Not while a frame is drawn. */
function reload(tiles: TilesRenderer, tile: Tile): void {
  queueMicrotask(() => {
    if (tiles.lruCache.remove(tile)) tiles.dispatchEvent({ type: 'needs-update' })
  })
}

function dress(scene: Object3D, materials: TileMaterials, far: boolean, lost: () => void): void {
  scene.traverse(object => {
    object.matrixAutoUpdate = false
    object.updateMatrix()
    if (!(object instanceof Mesh)) return
    const name = (object.material as { name: string }).name
    object.name = name
    object.material = materials.of(name, far)
    const shadow = materials.shadowOf?.(name)
    if (shadow) object.customDepthMaterial = shadow
    object.castShadow = name === 'building' || name === 'terrain'
    object.receiveShadow = name !== 'water'
    const picked = Boolean(object.geometry.getAttribute('_feature_id_0'))
    if (picked) numberFeatures(object)
    releaseArrays(object.geometry, picked ? PICKED_BY : [], lost)
  })
}

/** The loader's parser holds the bytes of the file and would hold them as long as the tile. */
function forgetFile(tile: Tile): void {
  const { metadata } = (tile as { engineData?: { metadata?: { parser?: unknown } } }).engineData ?? {}
  if (metadata) metadata.parser = null
}

/** Absolute feature ids as one float attribute, so that all tiles share their materials. */
function numberFeatures(mesh: Mesh): void {
  const { geometry } = mesh
  const own = geometry.getAttribute('_feature_id_0')
  const first = Number(mesh.userData.firstFeature ?? geometry.userData.firstFeature ?? 0)
  const ids = new Float32Array(own.count)
  for (let i = 0; i < ids.length; i++) ids[i] = first + own.getX(i)
  geometry.deleteAttribute('_feature_id_0')
  geometry.setAttribute('featureId', new BufferAttribute(ids, 1))
}
