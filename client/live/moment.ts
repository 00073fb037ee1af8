import { createStore } from 'zustand/vanilla'
import type { Gap } from '../../models/moment.ts'
import type { Instant } from '../../models/units.ts'

/** Where this viewer is in the past. */
export interface Past {
  /** Instant last told by the server. */
  readonly at: Instant
  /** Multiple of real time; 0 stands still. */
  readonly speed: number
  /** Own clock when `at` was told, milliseconds. */
  readonly toldAt: Instant
  /** Epoch of the frames of this playback. */
  readonly epoch: number
  /** False where no journal tells the alarms of that instant. */
  readonly alarmsKnown: boolean
  /** The gap in the record that the instant lies in; null for none. */
  readonly gap: Gap | null
  /** True where transitions of alarms around that instant are missing in the journal. */
  readonly unsure: boolean
}

interface Moment {
  /** Null in the present. */
  past: Past | null
  /** A seek, or the way back, is under way to this instant; null when none is. */
  seeking: Instant | 'live' | null
  /** Oldest instant the server can restore; null while unknown. */
  oldest: Instant | null
  /** Why the last wish did not come true; null when it did. */
  fault: string | null
}

/** Present or past: which of them the values, alarms and scene of this page show. */
export const moment = createStore<Moment>(() => ({ past: null, seeking: null, oldest: null, fault: null }))

/** The past instant shown at an instant of our own clock: it moves on between two words of the server, by two seconds of playing at most. */
export function pastInstant({ at, speed, toldAt }: Past, now: Instant): Instant {
  return at + speed * Math.min(2_000, Math.max(0, now - toldAt))
}
