import type { Degrees, GroundPoint, SitePoint } from './units.ts'

/** A straight row of `count` equal parts (stalls, panels, tanks), their centres evenly from `from` to `to`. */
export interface Row {
  readonly from: GroundPoint
  readonly to: GroundPoint
  readonly count: number
  /** Direction a part faces. */
  readonly facing: Degrees
}

/** What of an asset stands in the world, whatever its kind. */
export interface Body {
  readonly place: SitePoint
  readonly heading: Degrees
  /** Name-plate figure, in the unit that ratingOf tells for the kind (kW, kWh, stalls …); absent where it has none. */
  readonly rating?: number
  /** Parts with a point each: stalls of a lot, connectors of a charger. */
  readonly parts?: number
  /** Where the parts stand, their counts adding up to `parts` for lots. */
  readonly rows?: readonly Row[]
  /** Course of a feeder or bus line, site frame, from source to sink. */
  readonly path?: readonly SitePoint[]
  /** Size of the drawn thing in metres: width across, height, depth along the heading. */
  readonly size?: readonly [width: number, height: number, depth: number]
}
