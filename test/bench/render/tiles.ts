import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Mesh } from '../../../geodata/mesh/Mesh.ts'
import { simpler } from '../../../geodata/mesh/outline.ts'
import { addPrism } from '../../../geodata/mesh/prism.ts'
import type { Paint } from '../../../geodata/paint.ts'
import { glbReady, makeGlb } from '../../../geodata/tiles/glb.ts'
import type { GroundPoint } from '../../../models/units.ts'

/** A building of the harness: outline in metres east and south of the origin. */
interface Block {
  readonly id: number
  readonly height: number
  readonly ring: readonly GroundPoint[]
}

/** A tile as tileset.json has it. */
interface Tile {
  readonly boundingVolume: { readonly box: readonly number[] }
  readonly geometricError: number
  readonly refine?: 'REPLACE'
  readonly content?: { readonly uri: string }
  readonly children?: readonly Tile[]
}

/** Edge of a leaf in metres: small enough that a close view draws little of the city. */
const LEAF = 500
/** Metres by which the whole city in one tile is wrong: its outlines have four corners. Refined within about 2.5 km of the eye. */
const COARSE = { error: 20, corners: 4 } as const
const METRES_A_DEGREE = (6_378_137 * Math.PI) / 180
const [LON, LAT] = [128.655, 35.21]
const PAINT: Paint = { surface: 'plain', rgb: [180, 190, 200] }

/** Writes the harness's GeoJSON as a tileset made by the product's own writer, and `ids.bin`: the building id of each feature (uint32). */
export async function writeBenchTiles(geojson: string, folder: string): Promise<void> {
  await glbReady
  mkdirSync(join(folder, 'tiles'), { recursive: true })
  const blocks = readBlocks(geojson)
  const reach = blocks.reduce((most, { ring }) => Math.max(most, ...ring.flat().map(Math.abs)), 0)
  const across = Math.ceil((2 * reach) / LEAF)
  const leaves = Array.from({ length: across ** 2 }, (): Block[] => [])
  const cell = (v: number) => Math.min(across - 1, Math.floor((v + reach) / LEAF))
  for (const block of blocks) {
    const [x, z] = block.ring[0]!
    leaves[cell(z) * across + cell(x)]!.push(block)
  }
  const ids: number[] = []
  const cells = leaves.map((leaf, k) => {
    if (leaf.length === 0) return null
    const first = ids.length
    for (const { id } of leaf) ids.push(id)
    return tile(folder, `${k}`, first, leaf, 0)
  })
  const whole = square(cells, leaves, across, 0, 0, 2 ** Math.ceil(Math.log2(across)))
  const root = {
    ...tile(folder, 'city', 0, leaves.flat(), COARSE.error, COARSE.corners),
    refine: 'REPLACE',
    children: whole ? [whole] : [],
  }
  writeFileSync(join(folder, 'ids.bin'), Uint32Array.from(ids))
  writeFileSync(
    join(folder, 'tileset.json'),
    JSON.stringify({ asset: { version: '1.1' }, geometricError: 1e6, root }),
  )
}

/**
 * The quadtree over the leaves, as the product's world has one: a frame asks four squares where it would ask hundreds of
 * leaves. Squares have nothing of their own to show; the error of the city makes the library pass through them.
 */
function square(
  cells: readonly (Tile | null)[],
  leaves: readonly (readonly Block[])[],
  across: number,
  i: number,
  j: number,
  side: number,
): Tile | null {
  if (i >= across || j >= across) return null
  if (side === 1) return cells[j * across + i]!
  const half = side / 2
  const children = [0, 1, 2, 3].flatMap(
    k => square(cells, leaves, across, i + (k & 1) * half, j + (k >> 1) * half, half) ?? [],
  )
  if (children.length < 2) return children[0] ?? null
  const below = leaves.filter((_, k) => {
    const [a, b] = [(k % across) - i, Math.floor(k / across) - j]
    return a >= 0 && a < side && b >= 0 && b < side
  })
  return {
    boundingVolume: { box: boxOf(below.flat()) },
    geometricError: COARSE.error,
    refine: 'REPLACE',
    children,
  }
}

function readBlocks(path: string): Block[] {
  const { features } = JSON.parse(readFileSync(path, 'utf8')) as {
    features: {
      properties: { id: number; height: number }
      geometry: { coordinates: [number, number][][] }
    }[]
  }
  const east = METRES_A_DEGREE * Math.cos((LAT * Math.PI) / 180)
  return features.map(({ properties: { id, height }, geometry }) => ({
    id,
    height,
    ring: geometry.coordinates[0]!.slice(0, -1).map(([lon, lat]) => [
      (lon - LON) * east,
      (LAT - lat) * METRES_A_DEGREE,
    ]),
  }))
}

/** Write the blocks as one tile whose features are numbered from `first`; answers its entry in tileset.json. */
function tile(
  folder: string,
  name: string,
  first: number,
  blocks: readonly Block[],
  error: number,
  corners = Infinity,
): Tile {
  const mesh = new Mesh()
  blocks.forEach(({ height, ring }, i) => {
    mesh.feature = first + i
    addPrism(mesh, simpler(ring, corners), 0, height, PAINT, PAINT)
  })
  const rows = blocks.map(
    ({ height }) => ({ height, use: 'factory', provenance: 'synthetic', name: '' }) as const,
  )
  const uri = `tiles/${name}.glb`
  writeFileSync(join(folder, uri), makeGlb([{ material: 'building', mesh, features: { first, rows } }]))
  return { boundingVolume: { box: boxOf(blocks) }, geometricError: error, content: { uri } }
}

/** Box of tileset.json: middle and half axes, east, north, up. */
function boxOf(blocks: readonly Block[]): number[] {
  let [west, north, east, south, top] = [Infinity, Infinity, -Infinity, -Infinity, 0]
  for (const { ring, height } of blocks) {
    top = Math.max(top, height)
    for (const [x, z] of ring) {
      west = Math.min(west, x)
      east = Math.max(east, x)
      north = Math.min(north, z)
      south = Math.max(south, z)
    }
  }
  const half = [(east - west) / 2 + 1, (south - north) / 2 + 1, top / 2 + 1] as const
  return [(west + east) / 2, -(north + south) / 2, top / 2, half[0], 0, 0, 0, half[1], 0, 0, 0, half[2]]
}
