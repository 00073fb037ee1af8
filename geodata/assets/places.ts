import type { Place } from '../../models/site.ts'
import { BOUNDS } from '../projection.ts'
import { mainOf, type Stage } from './Stage.ts'

/** The known sites inside the world, each with its main building. */
export function makePlaces(stage: Stage): Place[] {
  return stage.sources.places
    .filter(({ at }) => at[0] > BOUNDS[0] && at[0] < BOUNDS[2] && at[1] > BOUNDS[1] && at[1] < BOUNDS[3])
    .map(place => {
      const own = stage.site(place.id)
      const main =
        own.find(one => one.building.name) ??
        mainOf(own) ??
        (place.category === 'port' ? stage.settled.find(one => one.building.place === place.id) : undefined)
      return {
        id: place.id,
        name: place.name,
        category: place.category,
        place: stage.onGround(place.at),
        feature: stage.featureOf(main),
        provenance: place.provenance,
        source: `${place.source} (${place.date})`,
        rank: place.rank,
        ...(place.makes && { makes: place.makes }),
        ...(place.employees !== undefined && { employees: place.employees }),
        ...(place.area !== undefined && { area: place.area }),
        ...(place.address && { address: place.address }),
        ...(place.note && { note: place.note }),
      }
    })
}
