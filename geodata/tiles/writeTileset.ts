import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT_SIDE } from '../fabric/quadtreeOrder.ts'
import { Mesh } from '../mesh/Mesh.ts'
import { ORIGIN } from '../projection.ts'
import type { World } from '../world.ts'
import { layersOf } from './content.ts'
import { enuToEcef } from './ecef.ts'
import { addFlat, drapeTriangles, type FlatTriangle, waterTriangles } from './flat.ts'
import { glbReady, type Layer, makeGlb } from './glb.ts'
import { LEVELS } from './levels.ts'
import { rangesOf } from './range.ts'
import { type Square, terrainReady } from './terrainMesh.ts'

/** A tile as tileset.json has it. */
export interface Tile {
  boundingVolume: { box: number[] }
  geometricError: number
  refine: 'ADD' | 'REPLACE'
  content?: { uri: string }
  children?: Tile[]
}

interface Extent {
  low: [number, number, number]
  high: [number, number, number]
}

/** Write the tiles of a world and tileset.json into a folder; answers how many tiles there are. */
export async function writeTileset(
  world: World,
  folder: string,
  progress: (part: number) => void,
): Promise<number> {
  await Promise.all([glbReady, terrainReady])
  mkdirSync(join(folder, 'tiles'), { recursive: true })
  const flats = world.drapes.flatMap(drape => drapeTriangles(drape, world.terrain))
  const bins = binFlats(flats)
  const rangeOf = rangesOf(world.buildings)
  let written = 0
  const total = 4 ** 4
  const write = (name: string, layers: readonly Layer[]): string => {
    const uri = `tiles/${name}.glb`
    writeFileSync(join(folder, uri), makeGlb(layers))
    written++
    progress(Math.min(0.99, written / (total / 1.9)))
    return uri
  }

  const square = (depth: number, i: number, j: number): Tile | null => {
    const level = LEVELS[depth]!
    const at = squareAt(level.side, i, j)
    if (!meetsWorld(world, at)) return null
    const children: Tile[] = []
    const next = LEVELS[depth + 1]
    if (next) {
      const times = level.side / next.side
      for (let b = 0; b < times; b++) {
        for (let a = 0; a < times; a++) {
          const child = square(depth + 1, i * times + a, j * times + b)
          if (child) children.push(child)
        }
      }
    }
    const [first, end] = rangeOf(at)
    const layers = layersOf(world, at, level, { first, end, flats: flatsIn(bins, at) })
    const extent = extentOf(layers.map(layer => layer.mesh))
    if (!extent) return null
    for (const child of children) include(extent, child.boundingVolume.box)
    return {
      boundingVolume: { box: boxOf(extent) },
      geometricError: children.length ? level.error : 0,
      refine: 'REPLACE',
      content: { uri: write(`${depth}-${i}-${j}`, layers) },
      ...(children.length ? { children } : {}),
    }
  }

  const ground = square(0, 0, 0)
  const water = waterTile(world, write)
  const children = [ground, water].filter(tile => tile !== null)
  const whole = children.reduce<Extent>(
    (extent, tile) => include(extent, tile.boundingVolume.box),
    emptyExtent(),
  )
  const tileset = {
    asset: { version: '1.1', generator: 'changwon-twin' },
    geometricError: 1000,
    root: {
      transform: enuToEcef(ORIGIN),
      boundingVolume: { box: boxOf(whole) },
      geometricError: 1000,
      refine: 'ADD',
      children,
    },
  }
  writeFileSync(join(folder, 'tileset.json'), JSON.stringify(tileset))
  progress(1)
  return written
}

/** All water in one tile that is always there: a few thousand triangles. */
function waterTile(world: World, write: (name: string, layers: readonly Layer[]) => string): Tile | null {
  const mesh = new Mesh()
  for (const water of world.waters)
    addFlat(mesh, waterTriangles(water, { surface: 'water', rgb: [70, 96, 112] }))
  const extent = extentOf([mesh])
  if (!extent) return null
  return {
    boundingVolume: { box: boxOf(extent) },
    geometricError: 0,
    refine: 'ADD',
    content: { uri: write('water', [{ material: 'water', mesh }]) },
  }
}

function squareAt(side: number, i: number, j: number): Square {
  const x = -ROOT_SIDE / 2 + i * side
  const z = -ROOT_SIDE / 2 + j * side
  return [x, z, x + side, z + side]
}

function meetsWorld({ terrain }: World, [minX, minZ, maxX, maxZ]: Square): boolean {
  const right = terrain.minX + (terrain.columns - 1) * terrain.step
  const bottom = terrain.minZ + (terrain.rows - 1) * terrain.step
  return minX < right && maxX > terrain.minX && minZ < bottom && maxZ > terrain.minZ
}

const BIN = LEVELS.at(-1)!.side
type Bins = ReadonlyMap<string, FlatTriangle[]>

/** Flat triangles by the leaf square their middle lies in. */
function binFlats(flats: readonly FlatTriangle[]): Bins {
  const bins = new Map<string, FlatTriangle[]>()
  for (const flat of flats) {
    const [a, b, c] = flat.corners
    const key = `${Math.floor((a[0] + b[0] + c[0]) / 3 / BIN)},${Math.floor((a[2] + b[2] + c[2]) / 3 / BIN)}`
    const bin = bins.get(key)
    if (bin) bin.push(flat)
    else bins.set(key, [flat])
  }
  return bins
}

function flatsIn(bins: Bins, [minX, minZ, maxX, maxZ]: Square): FlatTriangle[] {
  const found: FlatTriangle[] = []
  for (let j = Math.floor(minZ / BIN); j < maxZ / BIN; j++) {
    for (let i = Math.floor(minX / BIN); i < maxX / BIN; i++)
      for (const flat of bins.get(`${i},${j}`) ?? []) found.push(flat)
  }
  return found
}

function emptyExtent(): Extent {
  return { low: [Infinity, Infinity, Infinity], high: [-Infinity, -Infinity, -Infinity] }
}

function extentOf(meshes: readonly Mesh[]): Extent | null {
  const extent = emptyExtent()
  for (const { positions } of meshes) {
    for (let i = 0; i < positions.length; i++) {
      const c = i % 3
      if (positions[i]! < extent.low[c]!) extent.low[c] = positions[i]!
      if (positions[i]! > extent.high[c]!) extent.high[c] = positions[i]!
    }
  }
  return Number.isFinite(extent.low[0]) ? extent : null
}

/** Box of tileset.json (east, north, up) from an extent in the site frame, grown by a metre for quantisation. */
function boxOf({ low, high }: Extent): number[] {
  const mid = low.map((l, c) => (l + high[c]!) / 2)
  const half = low.map((l, c) => (high[c]! - l) / 2 + 1)
  return [mid[0]!, -mid[2]!, mid[1]!, half[0]!, 0, 0, 0, half[2]!, 0, 0, 0, half[1]!].map(
    v => Math.round(v * 100) / 100,
  )
}

/** Grow an extent by a box of tileset.json. */
function include(extent: Extent, box: readonly number[]): Extent {
  const [x, north, up] = box as [number, number, number]
  const mid = [x, up, -north]
  const half = [box[3]!, box[11]!, box[7]!]
  for (let c = 0; c < 3; c++) {
    extent.low[c] = Math.min(extent.low[c]!, mid[c]! - half[c]!)
    extent.high[c] = Math.max(extent.high[c]!, mid[c]! + half[c]!)
  }
  return extent
}
