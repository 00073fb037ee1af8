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
  seesPoint(audience: Audience, point: number): boolean
}

/** The sight of a site by the rules of models/visibility.ts. */
export function sightOf(site: Site, points: Points): Sight {
  const hiddenAssets = restrictedAssets(site)
  const hiddenPoints = restrictedPoints(points, hiddenAssets)
  const publicSite = maskSite(site, hiddenAssets)
  return {
    hiddenPoints,
    site: audience => (audience === 'staff' ? site : publicSite),
    seesAsset: (audience, asset) => audience === 'staff' || hiddenAssets[asset] === 0,
    seesPoint: (audience, point) => audience === 'staff' || hiddenPoints[point] === 0,
  }
}
