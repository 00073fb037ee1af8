import { createStore } from 'zustand/vanilla'
import type { Instant } from '../../models/units.ts'
import { moment, pastInstant } from './moment.ts'

export type Line = 'connecting' | 'live' | 'lost'

interface Health {
  line: Line
  /** Server clock minus own clock, milliseconds. */
  skew: number
  /** Own clock when the server was last heard. */
  heardAt: Instant
}

/** State of the line to the server. `lost` after 2.5 s without a word. */
export const health = createStore<Health>(() => ({ line: 'connecting', skew: 0, heardAt: 0 }))

/** The server's present, by our clock and the measured skew. */
export function presentNow(): Instant {
  return Date.now() + health.getState().skew
}

/** The instant that values, ages and sun are seen from: the present, or where the viewer is in the past, which never plays beyond the present. */
export function serverNow(): Instant {
  const { past } = moment.getState()
  return past ? Math.min(pastInstant(past, Date.now()), presentNow()) : presentNow()
}
