import type { Gap } from '../../../../models/moment.ts'
import type { Instant } from '../../../../models/units.ts'
import { useFetched } from '../../parts/useFetched.ts'

/** Milliseconds between two looks, and to which the begin of the question is rounded: it moves on with the clock. */
const LOOK = 30_000
const GRAIN = 300_000

/** A stretch of the slider, in % of its span. */
export interface Stretch {
  readonly left: number
  readonly width: number
}

/** Where the span of the slider has no record: before the first one, and while the server was off. */
export function useGaps(from: Instant, to: Instant, oldest: Instant | null): readonly Stretch[] {
  const begin = Math.floor(from / GRAIN) * GRAIN
  const [answer] = useFetched<{ oldest: Instant | null; gaps: readonly Gap[] }>(
    `/api/history/gaps?from=${begin}`,
    LOOK,
  )
  if (!answer?.ok) return stretches([], oldest, from, to)
  return stretches(answer.value.gaps, answer.value.oldest, from, to)
}

/** Gaps and the time before the first record as stretches of a span. */
export function stretches(
  gaps: readonly Gap[],
  oldest: Instant | null,
  from: Instant,
  to: Instant,
): readonly Stretch[] {
  const bare = oldest === null ? [] : [{ from: Number.NEGATIVE_INFINITY, until: oldest }]
  return [...bare, ...gaps].flatMap(gap => {
    const left = (Math.max(gap.from, from) - from) / (to - from)
    const right = (Math.min(gap.until ?? to, to) - from) / (to - from)
    return right > left ? [{ left: left * 100, width: (right - left) * 100 }] : []
  })
}
