import type { LoadedWorld } from '../../live/world.ts'
import type { Target } from '../../state/selection.ts'
import { goTo } from './goTo.ts'

/** Fly to what is selected, far enough to see it whole. */
export function goToTarget(target: Target, { site, features }: LoadedWorld): void {
  if (target.type === 'asset') {
    const asset = site.assets[target.index]
    if (asset) goTo(asset.place, Math.max(90, ...(asset.size ?? [])))
  } else if (target.type === 'place') {
    const place = site.places.find(each => each.id === target.id)
    if (place) goTo(place.place, reachOf(place.area, place.category))
  } else if (target.id < features.count) {
    const base = features.base[target.id]!
    const top = features.top[target.id]!
    goTo([features.x[target.id]!, (base + top) / 2, features.z[target.id]!], 150 + (top - base) * 2)
  }
}

function reachOf(area: number | undefined, category: string): number {
  if (category === 'peak') return 1_600
  return Math.min(1_100, Math.max(260, Math.sqrt(area ?? 0) * 1.4))
}
