import { createStore } from 'zustand/vanilla'
import type { Topic } from '../../models/kind.ts'
import type { Instant } from '../../models/units.ts'
import { moment, pastInstant } from './moment.ts'
import type { LateTopic } from './watched.ts'

export type Line = 'connecting' | 'live' | 'lost'

/** What ended a line or kept it from coming up. */
export type LineTrouble = 'unreachable' | 'cut' | 'silent' | 'unreadable' | 'refused' | 'noUpgrade'

/** A failure of the line as it is shown. */
export interface LineFailure {
  readonly trouble: LineTrouble
  /** The server's sentence where it refused. */
  readonly reason: string | null
  readonly retryAt: Instant
}

interface Health {
  line: Line
  /** Server clock minus own clock, milliseconds. */
  skew: number
  /** Own clock when the server was last heard. */
  heardAt: Instant
  /** Topics whose frames this page is to get. */
  watched: readonly Topic[]
  /** Those of them of which nothing comes although the line is alive. */
  late: readonly LateTopic[]
  /** Why the line failed last and when it is tried next; null while it is up. */
  failure: LineFailure | null
}

/** State of the line to the server. `lost` after 2.5 s without a word. */
export const health = createStore<Health>(() => ({
  line: 'connecting',
  skew: 0,
  heardAt: 0,
  watched: [],
  late: [],
  failure: null,
}))

/** The server's present, by our clock and the measured skew. */
export function presentNow(): Instant {
  return Date.now() + health.getState().skew
}

/** The instant that values, ages and sun are seen from: the present, or where the viewer is in the past, which never plays beyond the present. */
export function serverNow(): Instant {
  const { past } = moment.getState()
  return past ? Math.min(pastInstant(past, Date.now()), presentNow()) : presentNow()
}
