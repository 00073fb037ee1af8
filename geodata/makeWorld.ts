import { makeSite } from './assets/makeSite.ts'
import { makePlots } from './assets/plots.ts'
import { makeRoadGraph } from './assets/roadGraph.ts'
import { makeStage } from './assets/Stage.ts'
import { bridgeDraft, machangBridge } from './fabric/bridges.ts'
import { claimCarParks, streetCarParks } from './fabric/carParks.ts'
import { ribbon } from './fabric/freeGround.ts'
import { layFabric } from './fabric/layFabric.ts'
import { paintPlots } from './fabric/paintPlots.ts'
import { tunnelPortals } from './fabric/portals.ts'
import { alongQuadtree } from './fabric/quadtreeOrder.ts'
import { claimSitePlots, groundBetweenMainRoads, plotTest, VERGE } from './fabric/sitePlots.ts'
import { WIDE } from './ground/blocks.ts'
import { makeClasses } from './ground/classes.ts'
import { makeRoads } from './ground/roads.ts'
import { levelTerraces } from './ground/terraces.ts'
import { keptNodes, makeTerrain } from './ground/terrain.ts'
import { clear, makeTrees } from './ground/trees.ts'
import { makeWater } from './ground/water.ts'
import { heightAt } from './heights.ts'
import { inRing, ringArea } from './plane/ring.ts'
import type { Sources } from './sources.ts'
import type { World } from './world.ts'

/**
 * The whole world from its sources; the same sources give the same world to the byte. `part` runs from 0 to 1.
 * `seeds` fills the blocks of these keys another way; what lies elsewhere keeps its keys and places.
 */
export async function makeWorld(
  sources: Sources,
  progress: (step: string, part: number) => void,
  seeds: ReadonlyMap<string, number> = new Map(),
): Promise<World> {
  progress('terrain', 0)
  const ground0 = makeTerrain(sources)
  progress('roads', 0.25)
  const carParks = claimCarParks(sources, groundBetweenMainRoads(sources, 'everything'))
  const plots = claimSitePlots(
    sources,
    carParks.map(plot => plot.ring),
  )
  const kept = keptNodes(sources, ground0)
  const works = makeRoads(sources, ground0, {
    reserved: plotTest([...plots, ...carParks]),
    level: blocks =>
      levelTerraces(
        ground0,
        [
          ...blocks
            .filter(({ ring }) => Math.abs(ringArea(ring)) < WIDE)
            .map(({ ring, zone }) => ({
              ring,
              lean: zone === 'industry' || zone === 'port' ? 0.02 : 0.05,
            })),
          ...[...plots, ...carParks].map(({ ring }) => ({ ring, lean: 0.02 })),
        ],
        kept,
      ),
  })
  const { terrain } = works
  progress('buildings', 0.4)
  const free = groundBetweenMainRoads(
    sources,
    carParks.map(plot => plot.ring),
  )
  for (const plot of plots) free.take(plot.ring, plot.place.id)
  for (const road of works.roads)
    for (const quad of ribbon(road.centreline, road.width + 2 * Math.min(road.sidewalk, VERGE)))
      free.take(quad)
  for (const drape of works.drapes)
    if (drape.paint.surface === 'asphalt' && !drape.deck) free.take(drape.ring)
  const blocks = works.blocks.map(({ ring, zone, subdistrict }) => ({ ring, use: zone, subdistrict }))
  const bridge = machangBridge(sources, ([x, z]) => heightAt(terrain, x, z))
  free.take(bridge.ring)
  const portals = tunnelPortals(sources, terrain)
  for (const { building } of portals) free.take(building.ring)
  const fabric = layFabric(sources, terrain, free, carParks, plots, blocks, seeds)
  const bays = streetCarParks(sources, works, terrain, at => ({
    block: -1,
    subdistrict: sources.subdistricts.findIndex(sub => inRing(sub.ring, ...at)),
  }))
  const settled = alongQuadtree(
    [...fabric.settled, ...bays, ...portals, { draft: bridgeDraft(bridge), building: bridge }],
    one => one.building,
  )
  const lots = settled.flatMap((one, feature) =>
    (one.draft.drapes ?? []).map((drape, i) => (i === 0 ? { ...drape, feature } : drape)),
  )
  progress('ground', 0.65)
  const ground = paintPlots(
    makeClasses(sources, terrain, works, block => fabric.uses[block] === 'vacant'),
    plots,
    fabric.empty.map(({ frame, width, depth }) => frame.rect(0, 0, width, depth)),
  )
  const trees = clear(
    makeTrees(sources, terrain, works, ground),
    settled.map(one => one.building.ring),
  )
  progress('assets', 0.85)
  const main = works.roads.filter(road => road.class !== 'street').map(road => road.centreline)
  const stage = makeStage(sources, terrain, fabric, settled, makeRoadGraph(main), ([x, z]) =>
    blocks.findIndex(block => inRing(block.ring, x, z)),
  )
  const used = blocks.map((block, i) => ({ ...block, use: fabric.uses[i]! }))
  const site = makeSite(
    stage,
    [...used, ...works.open],
    makePlots(sources, fabric, carParks, used, works.roads),
  )
  progress('world', 1)
  return {
    terrain,
    waters: makeWater(sources),
    buildings: settled.map(one => one.building),
    drapes: [...works.drapes, ...lots],
    trees,
    ground,
    site,
  }
}
