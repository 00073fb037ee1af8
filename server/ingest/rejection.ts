import type { Instant } from '../../models/units.ts'

/** Why a sample was not taken. `duplicate`: the point has a sample of that source time already; asking again is harmless. */
export const REASONS = [
  'malformed',
  'unknownPoint',
  'notANumber',
  'wrongUnit',
  'outOfRange',
  'future',
  'tooOld',
  'duplicate',
  'badQuality',
  'forbidden',
  'overrun',
] as const
export type Reason = (typeof REASONS)[number]

/** A refusal: the reason and a sentence that says what, where and what to do. */
export interface Rejection {
  readonly reason: Reason
  readonly detail: string
}

/** A refusal as it is remembered. */
export interface Remembered extends Rejection {
  readonly at: Instant
  readonly source: string
  /** The credential it came by, where that is known. */
  readonly device?: string
  /** What was sent, cut short; it may name what the public must not know. */
  readonly example?: string
}

/** A refusal in one line of code. */
export function no(reason: Reason, detail: string): Rejection {
  return { reason, detail }
}
