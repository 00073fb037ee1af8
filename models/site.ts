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
  /** Lasting: that of its middle. */
  readonly key: string
  readonly subdistrict: number
  readonly centre: SitePoint
  readonly use: LandUse
}

/** What the planners of a built-up area meant it for. */
export const ZONES = ['industry', 'city', 'housing', 'port', 'masan'] as const
export type Zone = (typeof ZONES)[number]

/** What a plot is used for, or meant for when it is vacant. */
export const PLOT_USES = ['factory', 'port', 'support', 'research', 'civic', 'energy', 'parking'] as const
export type PlotUse = (typeof PLOT_USES)[number]

/** The road a plot lies at. */
export interface RoadAccess {
  /** Absent for streets without a name. */
  readonly name?: Names
  /** Metres between its kerbs. */
  readonly width: number
  /** Metres of the plot's edge that lie along it, to the nearest two. */
  readonly contact: number
}

/** A piece of land in one hand: works, car parks, plots for sale. */
export interface Plot {
  /** Lasting: that of its middle. */
  readonly key: string
  /** Open ring, site frame, counter-clockwise seen from above. */
  readonly ring: readonly GroundPoint[]
  /** Absent outside the built-up areas. */
  readonly zone?: Zone
  readonly use: PlotUse
  /** Nothing stands on it: it is for sale. */
  readonly vacant: boolean
  /** m² */
  readonly area: number
  /** Absent where no road passes within a few metres. */
  readonly road?: RoadAccess
  /** Id of the real place it belongs to; absent for others. */
  readonly place?: string
  /** Index into Site.subdistricts, -1 for none. */
  readonly subdistrict: number
  readonly provenance: Provenance
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
  readonly plots: readonly Plot[]
  readonly places: readonly Place[]
  readonly bookmarks: readonly Bookmark[]
  readonly assets: readonly Asset[]
}
