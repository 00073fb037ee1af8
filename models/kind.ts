import type { Body } from './body.ts'
import type { EnergyRole } from './energyRole.ts'
import type { Form } from './form.ts'
import type { RampName } from './ramps.ts'
import type { Rationale } from './rationale.ts'
import type { Simulation } from './simulation/simulation.ts'
import type { Translated, Unit } from './units.ts'

/** Domains of the live plane. Each is a room on the wire; the order is the byte in a frame. */
export const TOPICS = ['control', 'energy', 'parking', 'factory', 'environment', 'mobility'] as const
export type Topic = (typeof TOPICS)[number]

/** Alarm limits in the point's unit. Leaving a limit needs `deadband` back towards normal. */
export interface Limits {
  readonly lowLow?: number
  readonly low?: number
  readonly high?: number
  readonly highHigh?: number
  readonly deadband?: number
}

/** One thing a kind reports. */
export interface PointSpec {
  readonly name: Translated
  readonly unit: Unit
  /** Values outside are refused at the gate. */
  readonly range: readonly [min: number, max: number]
  /** Smallest step that means anything; values travel and are stored as multiples of it. */
  readonly resolution: number
  /** Expected period between samples, seconds. */
  readonly every: number
  readonly limits?: Limits
  /** Names of the codes 0, 1, 2 … of a state point. Codes in `alarmStates` raise an alarm of that severity. */
  readonly states?: readonly Translated[]
  readonly alarmStates?: Readonly<Record<number, Severity>>
  /** One point for each part of the asset (stall, connector), `asset.parts` in number. */
  readonly perPart?: true
  /** What the designer of its alarms thought; without one an engineer has to. */
  readonly rationale?: Rationale
}

/** How bad it is. The number orders them; 0 is normal. */
export const SEVERITIES = ['normal', 'low', 'medium', 'high'] as const
export type Severity = 0 | 1 | 2 | 3

/** A name-plate figure: what it is called, its unit, and the point it is the most of; none for a plain size. */
export interface Rating {
  readonly name: Translated
  readonly unit: Unit
  readonly point?: string
}

/** What the lead value is measured against: it colours the sign, the tag and the paint. */
export interface Amount {
  readonly ramp: RampName
  /** The lead value at the ramp's end, or at its unit where the ramp has bands of its own; NaN for not known. */
  readonly full: (asset: Body) => number
}

/** The sign over an asset that is not in alarm. */
export interface SignSpec {
  readonly glyph: 'dot' | 'square' | 'ring' | 'bar' | 'arrow'
  /** Pixels across, near and from afar; 0 hides it. */
  readonly size: number
  readonly far: number
  /** 0xRRGGBB. Without one the amount gives the colour; a bar is filled by the amount as well. */
  readonly colour?: number
  /** The colour is for values above 0 only. */
  readonly whenOn?: true
  /** The colour is kept for looks that do not keep colour for the abnormal. */
  readonly livery?: true
  /** Another glyph for a value that is no longer fresh. */
  readonly stale?: 'ring'
  /** From afar only of this rating on, and while the amount is worth a sign. */
  readonly farFrom?: number
  /** Point whose degrees turn the arrow: where something comes from. */
  readonly turn?: string
}

/** A number over an asset in the picture. */
export interface TagSpec {
  /** Few characters of client/gpu/overlay/tagGlyphs.ts. */
  readonly text: (value: number, asset: Body, read: (point: string) => number) => string
  /** Colour of the chip where the amount does not give it. */
  readonly colour?: number
  /** Who gets a place on the screen first: more goes before less. */
  readonly weight: (asset: Body) => number
  /** False for assets that are silent from high above. */
  readonly high?: (asset: Body) => boolean
}

/** Assets whose parts stand in rows: modules coloured by the amount, or stalls with a car in each that is taken. */
export type Rows =
  | { readonly of: 'modules' }
  | { readonly of: 'stalls'; readonly point: string; readonly taken: number; readonly closed: number }

/** What a kind is to the power network. */
export interface Energy {
  readonly role: EnergyRole
  /** The largest share of its rating that it draws. */
  readonly peak?: number
  /** Rating in kW from which an asset of the generated world has a feeder of its own; absent: none has. */
  readonly ownLine?: number
}

/** All that follows from a kind of asset: what it reports, how it behaves and how it looks. */
export interface Kind {
  readonly name: Translated
  readonly topic: Topic
  /** Layer that shows it, by its name in client/modes/layers.ts. */
  readonly layer?: string
  /** The point whose value colours and animates the asset. */
  readonly lead: string
  /** What the figure on the name-plate is, where it is not the most of the lead point. */
  readonly rating?: Rating
  readonly points: Readonly<Record<string, PointSpec>>
  readonly amount?: Amount
  readonly sign?: SignSpec
  readonly tag?: TagSpec
  /** Its building or ground wears the amount; `unknown` is the strength of the paint without a reading, 0 to 1. */
  readonly paint?: { readonly unknown: number }
  /** The thing itself; without one it is ground, a building or rows. */
  readonly form?: Form
  /** An asset with a path is a line along which the lead value flows, or rides along it by percent. */
  readonly path?: 'flow' | 'ride'
  readonly rows?: Rows
  /** What it is to the power network; its `power` is in kW. */
  readonly energy?: Energy
  /** Its silence needs a response: people rely on it to be warned. */
  readonly watched?: true
  /** Where the public does not see it (models/visibility.ts). */
  readonly restricted?: 'everywhere' | 'defence'
  /** How it behaves while no device speaks for it. */
  readonly simulation?: Simulation
}

/** What an asset's `rating` means for its kind: by itself the most of the lead point. */
export function ratingOf({ rating, lead, points }: Kind): {
  readonly name: Translated | null
  readonly unit: Unit
  readonly point: string | null
} {
  if (!rating) return { name: null, unit: points[lead]?.unit ?? '1', point: lead }
  return { name: rating.name, unit: rating.unit, point: rating.point ?? null }
}
