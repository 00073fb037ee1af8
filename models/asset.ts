import type { Body } from './body.ts'
import type { KindName } from './kinds.ts'
import type { Names } from './units.ts'

/** Where a fact comes from: measured in public data, placed by judgement, or made up to fill the picture. */
export const PROVENANCES = ['surveyed', 'approximate', 'synthetic'] as const
export type Provenance = (typeof PROVENANCES)[number]

/** One thing of the complex that reports values. */
export interface Asset extends Body {
  /** Stable, [a-z0-9-], unique: `solar-doosan-1`. Also the MQTT topic level. */
  readonly id: string
  readonly kind: KindName
  readonly name: Names
  readonly provenance: Provenance
  /** Where the place and the figures come from, with a date. */
  readonly source: string
  /** Feature id of the building or surface it belongs to, -1 for none. */
  readonly feature: number
  /** Id of the asset it is part of: the works a machine stands in, the car park of a charger. Absent for what stands alone. */
  readonly parent?: string
  /** Index into Site.blocks and Site.subdistricts, -1 for none. */
  readonly block: number
  readonly subdistrict: number
  /** Asset ids at the two ends of a feeder. */
  readonly ends?: readonly [from: string, to: string]
}
