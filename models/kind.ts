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
}

/** How bad it is. The number orders them; 0 is normal. */
export const SEVERITIES = ['normal', 'low', 'medium', 'high'] as const
export type Severity = 0 | 1 | 2 | 3

/** Shape drawn for a kind. The client has one instanced geometry a shape. */
export type Shape =
  | 'panels'
  | 'turbine'
  | 'cabinet'
  | 'containers'
  | 'tank'
  | 'sphere'
  | 'charger'
  | 'substation'
  | 'pylon'
  | 'plant'
  | 'lot'
  | 'sensor'
  | 'detector'
  | 'station'
  | 'mast'
  | 'camera'
  | 'bus'
  | 'machine'
  | 'facility'

/** A name-plate figure: what it is called, its unit, and the point it is the most of; none for a plain size. */
export interface Rating {
  readonly name: Translated
  readonly unit: Unit
  readonly point?: string
}

/** What a kind of asset is, what it reports and how it looks; type, checks and screens follow from it. */
export interface Kind {
  readonly name: Translated
  readonly topic: Topic
  readonly shape: Shape
  /** The point whose value colours and animates the asset. */
  readonly lead: string
  /** What the figure on the name-plate is, where it is not the most of the lead point. */
  readonly rating?: Rating
  readonly points: Readonly<Record<string, PointSpec>>
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
