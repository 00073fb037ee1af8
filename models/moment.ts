import type { StandingAlarm } from './alarm.ts'
import type { Instant } from './units.ts'

/** Fastest a viewer may play the past, as a multiple of real time. */
export const FASTEST = 3_600

/** Time in which nothing was recorded: the server was off, or had no room. It goes on where `until` is null. */
export interface Gap {
  readonly from: Instant
  readonly until: Instant | null
}

/** Go to a past instant and play from there; speed 0 stands still. */
export interface SeekOrder {
  readonly at: Instant
  readonly speed: number
}

/** Where a viewer is in the past. */
export interface Moment {
  /** Epoch of the frames of this playback. */
  readonly epoch: number
  readonly at: Instant
  readonly speed: number
  /** Oldest instant that can be gone to; null while there is no history. */
  readonly oldest: Instant | null
  /** The gap that instant lies in: values are those last known before it. Absent for none. */
  readonly gap?: Gap
  /** True where transitions of alarms around that instant are missing in the journal. */
  readonly unsure?: true
  /** Alarms that were not quiet at that instant; null when no journal tells. */
  readonly alarms: readonly StandingAlarm[] | null
  /** True where they are only the first of several pages. */
  readonly more?: boolean
}

/** What a viewer in the past is told as it plays: where it is, the alarms of that instant when they changed, or why it stopped; `left`: it is in the present again. */
export type MomentNews =
  | {
      readonly at: Instant
      readonly gap?: Gap
      readonly unsure?: true
      readonly alarms?: readonly StandingAlarm[] | null
      readonly more?: boolean
    }
  | { readonly fault: string; readonly left?: true }

/** The types promise; this checks. */
export function isSeekOrder(order: unknown): order is SeekOrder {
  const { at, speed } = (order ?? {}) as { at?: unknown; speed?: unknown }
  if (typeof at !== 'number' || !Number.isFinite(at) || Math.abs(at) > 8.64e15) return false
  return typeof speed === 'number' && (speed === 0 || (speed >= 1 && speed <= FASTEST))
}
