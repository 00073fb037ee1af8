import type { Site } from '../models/site.ts'
import { ribbon } from './fabric/freeGround.ts'
import { layFabric } from './fabric/layFabric.ts'
import { alongQuadtree } from './fabric/quadtreeOrder.ts'
import { claimSitePlots, groundBetweenMainRoads, plotTest, VERGE } from './fabric/sitePlots.ts'
import { makeRoads } from './ground/roads.ts'
import { makeTerrain } from './ground/terrain.ts'
import { heightAt } from './heights.ts'
import { BOUNDS, ORIGIN } from './projection.ts'
import type { Sources } from './sources.ts'
import type { World } from './world.ts'

const SEED = 1974

/** The whole world from its sources; the same sources give the same world to the byte. `part` runs from 0 to 1. */
export async function makeWorld(
  sources: Sources,
  progress: (step: string, part: number) => void,
): Promise<World> {
  progress('terrain', 0)
  const terrain = makeTerrain(sources)
  progress('fabric', 0.4)
  const plots = claimSitePlots(sources)
  const free = groundBetweenMainRoads(sources)
  for (const plot of plots) free.take(plot.ring, plot.place.id)
  const works = makeRoads(sources, terrain, plotTest(plots))
  for (const road of works.roads)
    for (const quad of ribbon(road.centreline, road.width + 2 * Math.min(road.sidewalk, VERGE)))
      free.take(quad)
  const blocks = works.blocks.map(block => ({ ring: block.ring, use: block.zone }))
  const fabric = layFabric(sources, terrain, free, plots, blocks, SEED)
  const settled = alongQuadtree(fabric.settled, one => one.building)
  const lots = settled.flatMap((one, feature) =>
    (one.draft.drapes ?? []).map((drape, i) => (i === 0 ? { ...drape, feature } : drape)),
  )
  const site: Site = {
    version: '',
    origin: ORIGIN,
    bounds: BOUNDS,
    features: settled.length,
    subdistricts: sources.subdistricts.map(sub => ({
      name: sub.name,
      ring: sub.ring,
      centre: [sub.ring[0]![0], heightAt(terrain, ...sub.ring[0]!), sub.ring[0]![1]],
      firms: sub.firms,
      jobs: sub.jobs,
    })),
    blocks: [],
    places: [],
    bookmarks: [],
    assets: [],
  }
  progress('done', 1)
  return {
    terrain,
    waters: [],
    buildings: settled.map(one => one.building),
    drapes: [...works.drapes, ...lots],
    trees: [],
    ground: { width: 1, height: 1, classes: new Uint8Array(1) },
    site,
  }
}
