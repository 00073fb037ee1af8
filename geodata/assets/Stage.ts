import type { Asset } from '../../models/asset.ts'
import type { KindName } from '../../models/kinds.ts'
import type { GroundPoint, Names, SitePoint } from '../../models/units.ts'
import type { Fabric } from '../fabric/layFabric.ts'
import { makeRandom, type Random, seedOf } from '../fabric/random.ts'
import type { Settled } from '../fabric/Town.ts'
import { heightAt } from '../heights.ts'
import { inRing, ringArea, ringCentre } from '../plane/ring.ts'
import type { SourcePlace, Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import type { RoadGraph } from './roadGraph.ts'

/** All that the makers of assets look at. Buildings stand in the order of their feature ids. */
export interface Stage {
  readonly sources: Sources
  readonly field: HeightField
  readonly fabric: Fabric
  readonly settled: readonly Settled[]
  readonly roads: RoadGraph
  /** Feature id of a building, -1 when there is none. */
  featureOf(one: Settled | undefined): number
  /** Index of the block and the sub-district a point lies in, -1 for none. */
  blockAt(at: GroundPoint): number
  subdistrictAt(at: GroundPoint): number
  place(id: string): SourcePlace
  /** Buildings of a known site; empty when it is outside the world. */
  site(id: string): readonly Settled[]
  /** Ground point with its height. */
  onGround(at: GroundPoint, above?: number): SitePoint
}

/** The source line of everything that is placed to fill the picture. */
export const MADE_UP = 'placed by the generator of Changwon Twin, 2026-11-23; not surveyed'

/** A stage over what was built. `blocks` are rings of ground between streets. */
export function makeStage(
  sources: Sources,
  field: HeightField,
  fabric: Fabric,
  settled: readonly Settled[],
  roads: RoadGraph,
  blockAt: (at: GroundPoint) => number,
): Stage {
  const ids = new Map(settled.map((one, i) => [one, i]))
  const places = new Map(sources.places.map(place => [place.id, place]))
  return {
    sources,
    field,
    fabric,
    settled,
    roads,
    blockAt,
    featureOf: one => (one && ids.get(one)) ?? -1,
    subdistrictAt: ([x, z]) => sources.subdistricts.findIndex(sub => inRing(sub.ring, x, z)),
    place(id) {
      const place = places.get(id)
      if (!place) throw new Error(`the sources have no place ${id}`)
      return place
    },
    site: id => fabric.sites.get(id) ?? [],
    onGround: ([x, z], above = 0) => [x, heightAt(field, x, z) + above, z],
  }
}

/** What a maker says of an asset; the rest follows from where it stands. */
export type AssetNote = Omit<
  Asset,
  'place' | 'block' | 'subdistrict' | 'feature' | 'heading' | 'provenance' | 'source' | 'kind' | 'name'
> & {
  readonly kind: KindName
  readonly name: Names
  readonly heading?: number
  readonly provenance?: Asset['provenance']
  readonly source?: string
}

/** An asset on open ground, `above` metres over it. */
export function assetAt(stage: Stage, at: GroundPoint, note: AssetNote, above = 0, on?: Settled): Asset {
  return {
    heading: 0,
    provenance: 'synthetic',
    source: MADE_UP,
    ...note,
    place: stage.onGround(at, above),
    feature: stage.featureOf(on),
    block: on?.building.block ?? stage.blockAt(at),
    subdistrict: on?.building.subdistrict ?? stage.subdistrictAt(at),
  }
}

/** An asset on top of a building, at its middle or at `at`. */
export function assetOn(
  stage: Stage,
  on: Settled,
  note: AssetNote,
  at: GroundPoint = ringCentre(on.building.ring),
): Asset {
  const asset = assetAt(stage, at, note, 0, on)
  return { ...asset, place: [at[0], on.building.top, at[1]] }
}

/** The largest hall of a site, else its first building. */
export function mainOf(buildings: readonly Settled[]): Settled | undefined {
  const halls = buildings.filter(one => one.building.use === 'factory')
  if (halls.length === 0) return buildings[0]
  return halls.reduce((a, b) => (ringArea(b.building.ring) > ringArea(a.building.ring) ? b : a))
}

/** Randomness of one maker. */
export const randomOf = (maker: string): Random => makeRandom(seedOf(maker))

/** Id piece of a site: `doosan-enerbility-changwon-plant` cut to what is needed to know it. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/ changwon|changwon | plant$/g, ' ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 28)
    .replace(/-$/, '')
}
