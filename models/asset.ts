import type { KindName } from './kinds.ts'
import type { Degrees, GroundPoint, Names, SitePoint } from './units.ts'

/** Where a fact comes from: measured in public data, placed by judgement, or made up to fill the picture. */
export const PROVENANCES = ['surveyed', 'approximate', 'synthetic'] as const
export type Provenance = (typeof PROVENANCES)[number]

/** A straight row of `count` equal parts (stalls, panels, tanks), their centres evenly from `from` to `to`. */
export interface Row {
  readonly from: GroundPoint
  readonly to: GroundPoint
  readonly count: number
  /** Direction a part faces. */
  readonly facing: Degrees
}

/** One thing of the complex that reports values. */
export interface Asset {
  /** Stable, [a-z0-9-], unique: `solar-doosan-1`. Also the MQTT topic level. */
  readonly id: string
  readonly kind: KindName
  readonly name: Names
  readonly place: SitePoint
  readonly heading: Degrees
  readonly provenance: Provenance
  /** Where the place and the figures come from, with a date. */
  readonly source: string
  /** Feature id of the building or surface it belongs to, -1 for none. */
  readonly feature: number
  /** Index into Site.blocks and Site.subdistricts, -1 for none. */
  readonly block: number
  readonly subdistrict: number
  /** Name-plate figure, in the unit that ratingOf tells for the kind (kW, kWh, stalls …); absent where it has none. */
  readonly rating?: number
  /** Parts with a point each: stalls of a lot, connectors of a charger. */
  readonly parts?: number
  /** Where the parts stand, their counts adding up to `parts` for lots. */
  readonly rows?: readonly Row[]
  /** Course of a feeder or bus line, site frame, from source to sink. */
  readonly path?: readonly SitePoint[]
  /** Asset ids at the two ends of a feeder. */
  readonly ends?: readonly [from: string, to: string]
  /** Size of the drawn thing in metres: width across, height, depth along the heading. */
  readonly size?: readonly [width: number, height: number, depth: number]
}
