import { Mesh } from '../mesh/Mesh.ts'
import { addCoarse, addPart } from '../mesh/parts.ts'
import { ringArea } from '../plane/ring.ts'
import type { Building, World } from '../world.ts'
import { addFlat, type FlatTriangle } from './flat.ts'
import type { Layer } from './glb.ts'
import { BROAD, type Level } from './levels.ts'
import type { FeatureRow } from './metadata.ts'
import { type Square, terrainMesh } from './terrainMesh.ts'

/** What lies in a square: a range of features and the flat triangles whose middle is in it. */
export interface Load {
  readonly first: number
  readonly end: number
  readonly flats: readonly FlatTriangle[]
}

/** Layers of a square at a level. */
export function layersOf(world: World, square: Square, level: Level, load: Load): Layer[] {
  const rows = world.buildings.slice(load.first, load.end).map(rowOf)
  const features = { first: load.first, rows }
  const { step, error, wild, skirt } = level.terrain
  const built = load.end > load.first || load.flats.length > 0
  const layers: Layer[] = [
    { material: 'terrain', mesh: terrainMesh(world, square, step, built ? error : wild, skirt) },
  ]
  const solids = buildingMesh(world.buildings, load, level)
  if (solids.indices.length > 0) layers.push({ material: 'building', mesh: solids, features })
  const shown =
    level.drapes === 'none'
      ? []
      : load.flats.filter(
          f => level.drapes === 'all' || (BROAD as readonly string[]).includes(f.paint.surface),
        )
  const roads = new Mesh()
  addFlat(
    roads,
    shown.filter(f => f.feature < 0),
  )
  if (roads.indices.length > 0) layers.push({ material: 'road', mesh: roads })
  const lots = new Mesh()
  addFlat(
    lots,
    shown.filter(f => f.feature >= 0),
  )
  if (lots.indices.length > 0) layers.push({ material: 'lot', mesh: lots, features })
  return layers
}

/** The buildings of a range at a level of detail. */
export function buildingMesh(
  buildings: readonly Building[],
  { first, end }: Pick<Load, 'first' | 'end'>,
  { coarse }: Pick<Level, 'coarse'>,
): Mesh {
  const mesh = new Mesh()
  for (let id = first; id < end; id++) {
    const building = buildings[id]!
    mesh.feature = id
    if (!coarse) for (const part of building.parts) addPart(mesh, part)
    else if (building.parts.length > 0 && seen(building, coarse))
      addCoarse(mesh, building, coarse.footprint, coarse.height, coarse.corners)
  }
  return mesh
}

/** Small buildings are left out where only the big ones are shown. */
function seen(building: Building, { smallest, height }: NonNullable<Level['coarse']>): boolean {
  return (
    smallest === 0 || Math.abs(ringArea(building.ring)) >= smallest || building.top - building.base >= height
  )
}

function rowOf(building: Building): FeatureRow {
  return {
    height: Math.round((building.top - building.base) * 10) / 10,
    use: building.use,
    provenance: building.provenance,
    name: building.name?.ko ?? '',
  }
}
