import type { Points } from './points.ts'
import type { Site } from './site.ts'
import { type Audience, maskSite, restrictedAssets, restrictedPoints } from './visibility.ts'

/** What each audience sees of a site, worked out once at start. */
export interface Sight {
  /** 1 for each point the public does not see. */
  readonly hiddenPoints: Uint8Array
  /** The site as this audience gets it. */
  site(audience: Audience): Site
  seesAsset(audience: Audience, asset: number): boolean
  /** Asset index of an id, or -1 when there is none that this audience sees. */
  assetIndex(audience: Audience, id: string): number
  seesPoint(audience: Audience, point: number): boolean
}

/** The sight of a site by the rules of models/visibility.ts. */
export function sightOf(site: Site, points: Points): Sight {
  const hiddenAssets = restrictedAssets(site)
  const hiddenPoints = restrictedPoints(points, hiddenAssets)
  const publicSite = maskSite(site, hiddenAssets)
  const seesAsset = (audience: Audience, asset: number): boolean =>
    audience === 'staff' || hiddenAssets[asset] === 0
  return {
    hiddenPoints,
    site: audience => (audience === 'staff' ? site : publicSite),
    seesAsset,
    assetIndex(audience, id) {
      const asset = points.assetIndex(id)
      return asset >= 0 && seesAsset(audience, asset) ? asset : -1
    },
    seesPoint: (audience, point) => audience === 'staff' || hiddenPoints[point] === 0,
  }
}
