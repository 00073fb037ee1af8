import type { Asset } from '../../models/asset.ts'
import { isPlant } from '../fabric/sitePlots.ts'
import { nameThing, THINGS } from './nameThing.ts'
import { assetOn, mainOf, randomOf, type Stage, slug } from './Stage.ts'

/** kW a person at work: metalworking about 5, steel and heavy forging far more. */
const KW_A_PERSON = 4
/** kW a m² under roof for the trades that melt and forge. */
const MELTERS: Readonly<Record<string, number>> = {
  s001: 0.12,
  s022: 0.36,
  s023: 0.6,
  s024: 0.3,
  s063: 0.5,
  s010: 0.3,
}

/** The known plants and the `count` largest parcels of the generator as metered factories. */
export function factoryAssets(stage: Stage, count: number): Asset[] {
  const known = stage.sources.places.flatMap(place => {
    const main = mainOf(stage.site(place.id))
    if (!main || !(isPlant(place) || place.category === 'support-centre')) return []
    const people = place.employees ?? 60
    const kw = MELTERS[place.id] ? (place.area ?? 60_000) * MELTERS[place.id]! : 150 + people * KW_A_PERSON
    return [
      assetOn(stage, main, {
        id: `factory-${slug(place.name.en)}`,
        kind: 'factory',
        name: place.name,
        rating: Math.round(kw),
        provenance: place.provenance,
        source: `${place.source}; rating by judgement from employees and trade`,
      }),
    ]
  })
  const random = randomOf('factories')
  const parcels = [...stage.fabric.parcels].sort((a, b) => b.employees - a.employees).slice(0, count)
  const made = parcels.flatMap((parcel, i) => {
    const main = mainOf(parcel.buildings)
    if (!main) return []
    const sub = stage.sources.subdistricts[parcel.owner.subdistrict]!
    const number = i + 1
    return [
      assetOn(stage, main, {
        id: `factory-${String(number).padStart(4, '0')}`,
        kind: 'factory',
        name: nameThing(sub.name, THINGS.factory, number),
        rating: Math.round(30 + parcel.employees * KW_A_PERSON * random.between(0.6, 1.5)),
      }),
    ]
  })
  return unique([...known, ...made])
}

/** The same assets with ids made unique by a number. */
export function unique(assets: readonly Asset[]): Asset[] {
  const seen = new Map<string, number>()
  return assets.map(asset => {
    const count = (seen.get(asset.id) ?? 0) + 1
    seen.set(asset.id, count)
    return count === 1 ? asset : { ...asset, id: `${asset.id}-${count}` }
  })
}
