import { placeKey } from '../../models/placeKey.ts'
import type { LandUse } from '../../models/site.ts'
import type { GroundPoint } from '../../models/units.ts'
import { inRing, type Ring, ringArea, ringCentre, ringsMeet } from '../plane/ring.ts'
import { BOUNDS, toGround } from '../projection.ts'
import type { Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { buildSites } from './buildSites.ts'
import { type CarParkPlot, carParkDraft } from './carParks.ts'
import { dealFirms, type FirmParcel } from './dealFirms.ts'
import { districtAt } from './districts.ts'
import { fillIndustrialBlock, fillTownBlock, type IndustrialParcel } from './fillBlock.ts'
import type { FreeGround } from './freeGround.ts'
import type { Grain } from './quarters.ts'
import { makeRandom, seedOf } from './random.ts'
import type { SitePlot } from './sitePlots.ts'
import { makeTown, type Owner, type Settled } from './Town.ts'

/** What a block is for, by the zone it lies in. */
export type BlockUse = 'industry' | 'city' | 'housing' | 'port' | 'masan'

/** A piece of land between streets. */
export interface FabricBlock {
  readonly ring: Ring
  readonly use: BlockUse
}

/** The built city. */
export interface Fabric {
  readonly settled: readonly Settled[]
  /** Buildings of the known sites by site id, main one first as laid. */
  readonly sites: ReadonlyMap<string, readonly Settled[]>
  readonly plots: readonly SitePlot[]
  /** Industrial plots of the generator with the firms and jobs dealt to them. */
  readonly parcels: readonly FirmParcel[]
  /** Plots of the generator that are for sale. */
  readonly empty: readonly IndustrialParcel[]
  /** What each block became, in their order. */
  readonly uses: readonly LandUse[]
}

/** Parts of blocks up to a size in m², and of parcels, left empty for sale: in general, and in the extension zone of 2021. */
const VACANT = {
  blocks: { usual: 0.15, extension: 0.4, largest: 60_000 },
  parcels: { usual: 0.03, extension: 0.15 },
}
const EXTENSION = { at: toGround([128.6575, 35.1985]), radius: 550 }

/** The seed of every block that has none of its own. */
const SEED = 1974

/** Builds the public car parks and the known sites first, then fills every block of the land that is left. `seeds` gives blocks, by key, seeds of their own. */
export function layFabric(
  sources: Sources,
  field: HeightField,
  free: FreeGround,
  carParks: readonly CarParkPlot[],
  plots: readonly SitePlot[],
  blocks: readonly FabricBlock[],
  seeds: ReadonlyMap<string, number>,
): Fabric {
  const town = makeTown(field, free, BOUNDS)
  const subdistrictOf = (at: GroundPoint): number =>
    sources.subdistricts.findIndex(sub => inRing(sub.ring, at[0], at[1]))
  const blockOf = (at: GroundPoint): number => blocks.findIndex(block => inRing(block.ring, at[0], at[1]))
  const ownerAt = ({ ring }: { readonly ring: Ring }): Owner => {
    const at = ringCentre(ring)
    return { block: blockOf(at), subdistrict: subdistrictOf(at) }
  }
  for (const plot of carParks)
    if (!town.build(carParkDraft(plot), ownerAt(plot)))
      throw new Error(`${plot.park.name.ko} (${plot.park.id}) has a plot but cannot be built on it`)
  const sites = buildSites(town, plots, ownerAt)
  const claimed = [...plots, ...carParks].map(plot => plot.ring)
  const parcels: IndustrialParcel[] = []
  const uses = blocks.map((block, index): LandUse => {
    const centre = ringCentre(block.ring)
    const owner = { block: index, subdistrict: subdistrictOf(centre) }
    const seed = seeds.get(placeKey(centre)) ?? SEED
    const random = makeRandom(seedOf(`${seed}:${Math.round(centre[0])}:${Math.round(centre[1])}`))
    const district = districtAt(centre)
    if (block.use !== 'industry' && block.use !== 'port')
      return fillTownBlock(town, block.ring, owner, district, grainAt(centre, sources), random)
    const far = Math.hypot(centre[0] - EXTENSION.at[0], centre[1] - EXTENSION.at[1])
    const where = far < EXTENSION.radius ? 'extension' : 'usual'
    const small = Math.abs(ringArea(block.ring)) < VACANT.blocks.largest
    const drawn = small && random.chance(VACANT.blocks[where])
    const others = [...claimed, ...blocks.filter(other => other !== block).map(other => other.ring)]
    if (drawn && !others.some(ring => ringsMeet(ring, block.ring))) return 'vacant'
    parcels.push(...fillIndustrialBlock(town, block.ring, owner, random, VACANT.parcels[where]))
    return block.use
  })
  return {
    settled: town.settled,
    sites,
    plots,
    parcels: dealFirms(sources, plots, parcels.filter(isBuilt)),
    empty: parcels.filter(parcel => !isBuilt(parcel)),
    uses,
  }
}

const isBuilt = ({ buildings }: IndustrialParcel): boolean => buildings.length > 0

/** Grain of a quarter of houses by its distance to the complex: the nearer, the finer. */
function grainAt([x, z]: GroundPoint, sources: Sources): Grain {
  let far = Infinity
  for (const sub of sources.subdistricts)
    for (const corner of sub.ring) far = Math.min(far, Math.hypot(corner[0] - x, corner[1] - z))
  if (far < 1_000) return { group: 3, front: [14, 19], deep: 15 }
  return far < 2_200 ? { group: 5, front: [15, 21], deep: 17 } : { group: 8, front: [18, 25], deep: 19 }
}
