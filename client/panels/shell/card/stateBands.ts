import type { Instant } from '../../../../models/units.ts'
import type { Trace } from '../../../live/assetHistory.ts'

/** A stretch in which a point was in one state; null where nothing is known. */
export interface Band {
  readonly from: Instant
  readonly to: Instant
  readonly state: number | null
}

/** The course of a state point over a span, as stretches without gaps; a state holds until the next sample. */
export function stateBands({ at, value }: Trace, from: Instant, to: Instant): Band[] {
  const bands: Band[] = []
  let state: number | null = null
  let since = from
  const end = (until: Instant) => {
    if (until > since) bands.push({ from: since, to: until, state })
    since = Math.max(since, until)
  }
  for (let i = 0; i < at.length && at[i]! < to; i++) {
    const sample = value[i]
    const next = sample === null || sample === undefined ? null : Math.round(sample)
    if (next === state) continue
    if (at[i]! > from) end(at[i]!)
    state = next
  }
  end(to)
  return bands
}
