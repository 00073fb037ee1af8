import { sunAt } from '../../../../models/laws/sun.ts'
import type { Instant, LonLat } from '../../../../models/units.ts'

/** Apparent altitude of the sun's centre when its upper limb touches the horizon: half its disc of 0.53°. */
const HORIZON = -0.267
const MINUTE = 60_000

/** Sunrise and sunset between `start` and 24 h later, by bisection to a second; null where the sun does not cross the horizon. */
export function sunDay(start: Instant, where: LonLat): { rise: Instant | null; set: Instant | null } {
  const above = (at: Instant) => sunAt(at, where).altitude > HORIZON
  let rise: Instant | null = null
  let set: Instant | null = null
  for (let minute = 0; minute < 1440; minute += 20) {
    const from = start + minute * MINUTE
    const to = from + 20 * MINUTE
    if (above(from) === above(to)) continue
    const at = crossing(from, to, above)
    if (above(to)) rise = at
    else set = at
  }
  return { rise, set }
}

function crossing(from: Instant, to: Instant, above: (at: Instant) => boolean): Instant {
  const before = above(from)
  while (to - from > 1000) {
    const middle = (from + to) / 2
    if (above(middle) === before) from = middle
    else to = middle
  }
  return Math.round(to)
}
