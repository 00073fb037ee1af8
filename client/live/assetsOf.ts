import { inRing } from '../../geodata/plane/ring.ts'
import type { Asset } from '../../models/asset.ts'
import type { Place, Site } from '../../models/site.ts'
import type { Target } from '../target.ts'

/**
 * Indices of the assets that belong to what is selected: the asset itself, those of a building, those on a plot, or
 * those of a real place. To a place belong the assets of its main building and those that carry its name, feeders excepted.
 */
export function assetsOf(selected: Target | null, site: Site): number[] {
  if (!selected) return []
  if (selected.type === 'asset') return [selected.index]
  if (selected.type === 'plot') {
    const ring = site.plots.find(({ key }) => key === selected.id)?.ring ?? []
    return site.assets.flatMap(({ place: [x, , z], path }, index) =>
      !path && inRing(ring, x, z) ? [index] : [],
    )
  }
  const place =
    selected.type === 'place'
      ? site.places.find(each => each.id === selected.id)
      : site.places.find(each => each.feature === selected.id)
  const feature = selected.type === 'feature' ? selected.id : (place?.feature ?? -1)
  return site.assets.flatMap((asset, index) => {
    const inside = feature >= 0 && asset.feature === feature
    return inside || (place && carriesName(asset, place)) ? [index] : []
  })
}

function carriesName({ name, path }: Asset, place: Place): boolean {
  return !path && (name.ko === place.name.ko || name.ko.startsWith(`${place.name.ko} `))
}
