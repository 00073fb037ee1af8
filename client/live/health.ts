import { createStore } from 'zustand/vanilla'
import type { Topic } from '../../models/kind.ts'
import type { Instant } from '../../models/units.ts'
import { moment, pastInstant } from './moment.ts'
import type { LateTopic } from './watched.ts'

export type Line = 'connecting' | 'live' | 'lost'

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
}

/** State of the line to the server. `lost` after 2.5 s without a word. */
export const health = createStore<Health>(() => ({
  line: 'connecting',
  skew: 0,
  heardAt: 0,
  watched: [],
  late: [],
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
