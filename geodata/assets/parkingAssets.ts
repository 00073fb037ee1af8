import type { Asset } from '../../models/asset.ts'
import { isLot, type LotDraft, stallsOf } from '../fabric/lots.ts'
import type { Settled } from '../fabric/Town.ts'
import { ringCentre } from '../plane/ring.ts'
import type { SourceCarPark } from '../read/tables.ts'
import { nameThing, PUBLIC, THINGS } from './nameThing.ts'
import { assetAt, type Stage, slug } from './Stage.ts'

type Lot = Settled & { readonly draft: LotDraft }

/** Every car park that was built, with a point for each stall: the city's own ones, then those made up beside them. */
export function parkingAssets(stage: Stage): Asset[] {
  const lots = stage.settled.filter((one): one is Lot => isLot(one.draft) && stallsOf(one.draft) > 0)
  return [
    ...publicCarParks(stage, lots),
    ...madeUp(
      stage,
      lots.filter(one => !one.draft.park),
    ),
  ]
}

/** The car parks of the city's list; one on a street is one asset with its bays in several pieces. */
function publicCarParks(stage: Stage, lots: readonly Lot[]): Asset[] {
  const pieces = new Map<SourceCarPark, Lot[]>()
  for (const one of lots)
    if (one.draft.park) pieces.set(one.draft.park, [...(pieces.get(one.draft.park) ?? []), one])
  return stage.sources.carParks.map(park => {
    const own = pieces.get(park)
    if (!own) throw new Error(`${park.name.ko} is in car-parks.csv but was not built`)
    return lotAsset(stage, own, {
      id: park.id,
      name: park.name,
      provenance: park.provenance,
      source: `${park.source} (${park.date}); ${park.stalls} stalls, how they lie by judgement`,
    })
  })
}

/** Categories of sites whose made-up car park counts its stalls, besides the first-rank sites. */
const COUNTED = ['station', 'support-centre', 'parking']

/** Made-up car parks that count their stalls: the largest of every first-rank site, station and support centre. */
function madeUp(stage: Stage, all: readonly Lot[]): Asset[] {
  const largest = new Map<string, Lot>()
  for (const one of all) {
    const { place: id } = one.building
    if (!id) continue
    const { rank, category } = stage.place(id)
    const known = largest.get(id)
    if ((rank === 0 || COUNTED.includes(category)) && (!known || stallsOf(one.draft) > stallsOf(known.draft)))
      largest.set(id, one)
  }
  const lots = [...largest.values()]
  const counts = new Map<string, number>()
  return lots.map(one => {
    const owner = one.building.place ? stage.place(one.building.place) : undefined
    const base = owner ? `parking-${slug(owner.name.en)}` : 'parking-street'
    const count = (counts.get(base) ?? 0) + 1
    counts.set(base, count)
    return lotAsset(stage, [one], {
      id: count === 1 && owner ? base : `${base}-${count}`,
      name: nameThing(owner?.name ?? PUBLIC, THINGS.carPark),
      source: `${owner ? `at the site of ${owner.name.en}; ` : ''}position and stalls placed by the generator of Changwon Twin, 2026-11-23`,
    })
  })
}

function lotAsset(
  stage: Stage,
  pieces: readonly Lot[],
  said: Pick<Asset, 'id' | 'name' | 'source'> & Partial<Pick<Asset, 'provenance'>>,
): Asset {
  const [first] = pieces
  const rows = pieces.flatMap(one => one.draft.rows)
  const stalls = rows.reduce((sum, row) => sum + row.count, 0)
  const [width, length] = first!.draft.stall ?? [2.5, 5]
  return assetAt(
    stage,
    ringCentre(first!.building.ring),
    {
      kind: 'parking',
      heading: rows[0]!.facing,
      rating: stalls,
      parts: stalls,
      rows,
      size: [width, 0.1, length],
      ...said,
    },
    0.2,
    first,
  )
}
