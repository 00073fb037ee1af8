import { heightAt } from '../../../geodata/heights.ts'
import { ringCentre } from '../../../geodata/plane/ring.ts'
import type { Asset } from '../../../models/asset.ts'
import type { SitePoint } from '../../../models/units.ts'
import type { LoadedWorld } from '../../live/world.ts'
import type { Target } from '../../target.ts'
import { goTo } from './goTo.ts'

/** Metres shown around a thing at least, and at most around a long one. */
const AROUND = 260
const FARTHEST = 2_400

/** Fly to what is selected, far enough to see it whole. */
export function goToTarget(target: Target, { site, features, heights }: LoadedWorld): void {
  if (target.type === 'asset') {
    const asset = site.assets[target.index]
    if (asset) void goTo(asset.place, reachOfAsset(asset))
  } else if (target.type === 'place') {
    const place = site.places.find(each => each.id === target.id)
    if (place) void goTo(place.place, reachOf(place.area, place.category))
  } else if (target.type === 'plot') {
    const plot = site.plots.find(({ key }) => key === target.id)
    if (!plot) return
    const [x, z] = ringCentre(plot.ring)
    void goTo([x, heightAt(heights, x, z), z], Math.max(AROUND, Math.sqrt(plot.area) * 3))
  } else if (target.id < features.count) {
    const base = features.base[target.id]!
    const top = features.top[target.id]!
    const middle: SitePoint = [features.x[target.id]!, (base + top) / 2, features.z[target.id]!]
    void goTo(middle, AROUND + (top - base) * 2)
  }
}

/** The asset and what stands around it: of a hall's roof alone nobody can tell where it is. */
function reachOfAsset({ rows, path, size }: Asset): number {
  const spots = [
    ...(rows ?? []).flatMap(({ from, to }) => [from, to]),
    ...(path ?? []).map(([x, , z]) => [x, z]),
  ]
  const span = (axis: 0 | 1) => {
    const along = spots.map(spot => spot[axis]!)
    return along.length > 0 ? Math.max(...along) - Math.min(...along) : 0
  }
  const across = Math.max(span(0), span(1), ...(size ?? []))
  return Math.min(FARTHEST, Math.max(AROUND, across * 2))
}

function reachOf(area: number | undefined, category: string): number {
  if (category === 'peak') return 1_600
  return Math.min(1_100, Math.max(260, Math.sqrt(area ?? 0) * 1.4))
}
