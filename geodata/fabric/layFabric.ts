import type { GroundPoint } from '../../models/units.ts'
import { BOUNDS } from '../projection.ts'
import type { Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { buildSites } from './buildSites.ts'
import { dealFirms, type FirmParcel } from './dealFirms.ts'
import { districtAt } from './districts.ts'
import { fillIndustrialBlock, fillTownBlock, type IndustrialParcel } from './fillBlock.ts'
import type { FreeGround } from './freeGround.ts'
import type { Grain } from './quarters.ts'
import { makeRandom, seedOf } from './random.ts'
import { inRing, type Ring, ringArea, ringCentre } from './ring.ts'
import type { SitePlot } from './sitePlots.ts'
import { makeTown, type Settled } from './Town.ts'

/** What a block is for, by the zone it lies in. */
export type BlockUse = 'industry' | 'city' | 'housing' | 'port' | 'masan' | 'open'

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
}

/** Builds the known sites first, then fills every block of the land that is left. Seeded by `seed`. */
export function layFabric(
  sources: Sources,
  field: HeightField,
  free: FreeGround,
  plots: readonly SitePlot[],
  blocks: readonly FabricBlock[],
  seed: number,
): Fabric {
  const town = makeTown(field, free, BOUNDS)
  const subdistrictOf = (at: GroundPoint): number =>
    sources.subdistricts.findIndex(sub => inRing(sub.ring, at[0], at[1]))
  const blockOf = (at: GroundPoint): number => blocks.findIndex(block => inRing(block.ring, at[0], at[1]))
  const sites = buildSites(town, plots, plot => {
    const at = ringCentre(plot.ring)
    return { block: blockOf(at), subdistrict: subdistrictOf(at) }
  })
  const parcels: IndustrialParcel[] = []
  blocks.forEach((block, index) => {
    if (Math.abs(ringArea(block.ring)) < 250 || block.use === 'open') return
    const centre = ringCentre(block.ring)
    const owner = { block: index, subdistrict: subdistrictOf(centre) }
    const random = makeRandom(seedOf(`${seed}:${Math.round(centre[0])}:${Math.round(centre[1])}`))
    const district = districtAt(centre)
    if (block.use === 'industry' || block.use === 'port')
      parcels.push(...fillIndustrialBlock(town, block.ring, owner, random))
    else fillTownBlock(town, block.ring, owner, district, grainAt(centre, sources), random)
  })
  return { settled: town.settled, sites, plots, parcels: dealFirms(sources, plots, parcels) }
}

/** Grain of a quarter of houses by its distance to the complex: the nearer, the finer. */
function grainAt([x, z]: GroundPoint, sources: Sources): Grain {
  let far = Infinity
  for (const sub of sources.subdistricts)
    for (const corner of sub.ring) far = Math.min(far, Math.hypot(corner[0] - x, corner[1] - z))
  if (far < 1_000) return { group: 3, front: [14, 19], deep: 15 }
  return far < 2_200 ? { group: 5, front: [15, 21], deep: 17 } : { group: 8, front: [18, 25], deep: 19 }
}
