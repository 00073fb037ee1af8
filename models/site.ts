import type { Asset, Provenance } from './asset.ts'
import type { GroundPoint, LonLat, Names, SitePoint } from './units.ts'

/** A part of the complex. */
export interface Subdistrict {
  readonly name: Names
  readonly ring: readonly GroundPoint[]
  readonly centre: SitePoint
  /** Firms and jobs, as far as the facts tell. */
  readonly firms: number
  readonly jobs: number
}

/** What a block is for. Vacant ones are plots for sale; a wood, farm or park has no building of its own. */
export const LAND_USES = [
  'industry',
  'port',
  'houses',
  'dense',
  'apartments',
  'shops',
  'school',
  'park',
  'farm',
  'wood',
  'vacant',
] as const
export type LandUse = (typeof LAND_USES)[number]

/** A city block: the ground between roads. */
export interface Block {
  readonly subdistrict: number
  readonly centre: SitePoint
  readonly use: LandUse
}

/** A real, named place: what search finds and labels show. */
export interface Place {
  readonly id: string
  readonly name: Names
  readonly category: string
  readonly place: SitePoint
  /** Feature id of its main building, -1 for none. */
  readonly feature: number
  readonly provenance: Provenance
  readonly source: string
  /** Facts to show: makes, employees, area in m². */
  readonly makes?: string
  readonly employees?: number
  readonly area?: number
  readonly address?: string
  readonly note?: string
  /** Importance for labels, 0 (most) to 3. */
  readonly rank: number
}

/** A named camera: eye and target in the site frame. */
export interface Bookmark {
  readonly id: string
  readonly name: Names
  readonly eye: SitePoint
  readonly target: SitePoint
}

/** All that both sides must know alike about the complex, except geometry. `version` names the world it belongs to. */
export interface Site {
  readonly version: string
  readonly origin: LonLat
  /** Ground covered by terrain with detail, site frame: west, north (negative), east, south in metres. */
  readonly bounds: readonly [minX: number, minZ: number, maxX: number, maxZ: number]
  readonly features: number
  readonly subdistricts: readonly Subdistrict[]
  readonly blocks: readonly Block[]
  readonly places: readonly Place[]
  readonly bookmarks: readonly Bookmark[]
  readonly assets: readonly Asset[]
}
