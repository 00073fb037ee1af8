import type { GroundPoint } from '../../models/units.ts'
import { GROUNDS, type Ground } from '../paint.ts'
import { ringIndex } from '../plane/boxIndex.ts'
import { inRing, ringArea } from '../plane/ring.ts'
import { BOUNDS } from '../projection.ts'
import type { Sources } from '../sources.ts'
import type { HeightField, Tree, World } from '../world.ts'
import { distanceTo, fillRings, worldGrid } from './grid.ts'
import { apart, lengthOf, normal, resample, shifted } from './line.ts'
import { SQUARE } from './mainRoads.ts'
import { ease, seeded } from './noise.ts'
import { indexRoads, type RoadIndex } from './roadIndex.ts'
import type { RoadWorks } from './roads.ts'

const PINE = 0
const BROADLEAF = 1
const AVENUE = 2
const SHRUB = 3
/** Metres from a block's edge to the row of its green belt. */
const BELT = 2.6

/**
 * Trees of the world, about 45,000: rows along the avenues and in the median of 창원대로, green belts of the
 * plants, parks, and the woods, densest where the basin looks at them.
 */
export function makeTrees(
  sources: Sources,
  terrain: HeightField,
  works: RoadWorks,
  ground: World['ground'],
): Tree[] {
  const random = seeded(24_601)
  const index = indexRoads(works.roads)
  const off = (t: Tree): boolean => index.kerb([t.x, t.z]) > 1
  return [
    ...avenues(works, index, random),
    ...belts(works, random).filter(off),
    ...square(random).filter(off),
    ...woods(sources, terrain, works, ground, random).filter(off),
  ]
}

/** The trees that stand outside all rings (open rings, site frame), for whoever builds later. */
export function clear(trees: readonly Tree[], rings: readonly (readonly GroundPoint[])[]): Tree[] {
  const near = ringIndex(rings)
  return trees.filter(({ x, z }) => !near([x, z, x, z]).some(i => inRing(rings[i]!, x, z)))
}

function avenues({ roads, network }: RoadWorks, index: RoadIndex, random: () => number): Tree[] {
  const trees: Tree[] = []
  const plant = (
    p: GroundPoint,
    height: number,
    kind: number,
    but: (typeof roads)[number],
    gap: number,
  ): void => {
    if (index.kerb(p, but) < gap || network.shore(p) < 12 || network.water(p) < 5) return
    trees.push({ x: p[0], z: p[1], height: height * (0.85 + 0.3 * random()), kind })
  }
  for (const road of roads) {
    const every = { arterial: 12, collector: 18, street: 60 }[road.class]
    if (lengthOf(road.centreline) < every) continue
    const walk = resample(road.centreline, every)
    const off = road.width / 2 + 1.5
    for (const side of [-1, 1])
      shifted(walk, side * off).forEach((p, i) => {
        if ((road.class !== 'street' || (i + (side > 0 ? 1 : 0)) % 2) && index.kerb(p) > 0.4)
          plant(p, 8.5, AVENUE, road, 2.5)
      })
    if (road.median && road.width >= 50)
      for (const [i, p] of resample(road.centreline, 9).entries())
        plant(p, i % 3 ? 1.6 : 7.5, i % 3 ? SHRUB : AVENUE, road, 9)
  }
  return trees
}

/** A row inside the edge of each plant's block, with gaps for its gates. */
function belts({ blocks }: RoadWorks, random: () => number): Tree[] {
  const trees: Tree[] = []
  for (const { ring, zone } of blocks) {
    if (zone === 'masan' || ringArea(ring) < 8000) continue
    const every = zone === 'industry' || zone === 'port' ? 30 : 60
    const walk = resample([...ring, ring[0]!], every)
    for (let i = 0; i < walk.length - 1; i++) {
      if (random() < 0.3) continue
      const [nx, nz] = normal(walk, i)
      const p: GroundPoint = [walk[i]![0] - nx * BELT, walk[i]![1] - nz * BELT]
      if (inRing(ring, ...p)) trees.push({ x: p[0], z: p[1], height: 5 + 4 * random(), kind: BROADLEAF })
    }
  }
  return trees
}

function square(random: () => number): Tree[] {
  return Array.from({ length: 72 }, (_, i): Tree => {
    const turn = (2 * Math.PI * i) / 72
    const away = SQUARE.radius - SQUARE.width / 2 - 8 - 14 * random()
    return {
      x: SQUARE.centre[0] + away * Math.cos(turn),
      z: SQUARE.centre[1] + away * Math.sin(turn),
      height: 5 + 4 * random(),
      kind: BROADLEAF,
    }
  })
}

function woods(
  sources: Sources,
  terrain: HeightField,
  works: RoadWorks,
  ground: World['ground'],
  random: () => number,
): Tree[] {
  const codes = new Map<number, number>()
  const chance: Partial<Record<Ground, number>> = {
    forest: 1,
    forestHigh: 0.35,
    park: 0.9,
    grass: 0.16,
    field: 0.03,
  }
  for (const [name, part] of Object.entries(chance)) codes.set(GROUNDS.indexOf(name as Ground), part)
  const grid = worldGrid(20)
  const mask = new Uint8Array(grid.columns * grid.rows)
  for (const { ring } of works.blocks) fillRings(grid, mask, [ring], 1)
  const built = distanceTo(grid, k => mask[k] === 1)
  const park = sources.parks.map(p => ({ at: p.at, radius: Math.sqrt(p.area / Math.PI) }))
  const [minX, minZ, maxX, maxZ] = BOUNDS
  const trees: Tree[] = []
  const cell = 26
  for (let z = minZ + cell; z < maxZ - cell; z += cell)
    for (let x = minX + cell; x < maxX - cell; x += cell) {
      const [px, pz, dice, size] = [
        x + (random() - 0.5) * cell,
        z + (random() - 0.5) * cell,
        random(),
        random(),
      ]
      const c = Math.floor((px - minX) / 5)
      const r = Math.floor((pz - minZ) / 5)
      const cover = ground.classes[r * ground.width + c]!
      const part = codes.get(cover)
      if (part === undefined) continue
      const k = Math.round((pz - minZ) / 20) * grid.columns + Math.round((px - minX) / 20)
      const near = 1 - ease(60, 900, built[k]!)
      const leafy = park.some(q => apart(q.at, [px, pz]) < q.radius)
      if (dice > part * (0.01 + 0.24 * near * near * near + (leafy ? 0.1 : 0))) continue
      const pine = terrain.heights[k]! > 260 ? 0.75 : 0.45
      trees.push({
        x: px,
        z: pz,
        height: 6 + 7 * size,
        kind: dice * 97 - Math.floor(dice * 97) < pine ? PINE : BROADLEAF,
      })
    }
  return trees
}
