import { kindOf } from '../../models/kinds.ts'
import { QUALITY, qualityNow } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import { health } from './health.ts'
import { telemetry } from './telemetry.ts'
import type { LoadedWorld } from './world.ts'

/** A value as it may be shown now. */
export interface Shown {
  /** NaN without a reading. */
  readonly value: number
  /** True when the value is no longer to be trusted as the present: stale, bad, or the line is lost. */
  readonly stale: boolean
  /** True when the device itself, or the way to it, says that the value is wrong. */
  readonly bad: boolean
}

const NOTHING: Shown = { value: Number.NaN, stale: true, bad: false }

/** Index of a point of an asset by name, part 0; -1 when the kind has none. */
export function pointOf(
  { points, site }: LoadedWorld,
  asset: number,
  name = kindOf(site.assets[asset]!.kind).lead,
): number {
  return points.find(site.assets[asset]!.id, name)
}

/** A point's value at the server's present. */
export function shownNow({ points }: LoadedWorld, point: number, now: Instant): Shown {
  if (point < 0) return NOTHING
  const { values, quality, times } = telemetry.getState().state
  const code = qualityNow(quality[point]!, times[point]!, points.spec[point]!.every, now)
  const fresh = code === QUALITY.good || code === QUALITY.simulated
  return {
    value: values[point]!,
    stale: !fresh || health.getState().line === 'lost',
    bad: code === QUALITY.bad,
  }
}
