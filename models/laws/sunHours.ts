/** Lit span of a receiver, hours of Korean clock time (9.5 is 09:30). */
export type LitSpan = readonly [from: number, to: number]

/** What the courts ask on the winter solstice (Busan District Court 2021gahap46557, Seoul High Court 94na11806), hours. */
export const SUN_RULE = {
  continuous: 2,
  continuousWindow: [9, 15],
  total: 4,
  totalWindow: [8, 16],
} as const

/** Sun hours of a receiver and whether they are tolerable. */
export interface SunHours {
  /** Longest unbroken span within 09–15 h. */
  readonly continuous: number
  /** Sum within 08–16 h. */
  readonly total: number
  readonly tolerable: boolean
}

/** Judge lit spans of the winter solstice: tolerable with 2 h unbroken in 09–15 h or 4 h in all in 08–16 h. Overlapping spans count once. */
export function sunHours(spans: readonly LitSpan[]): SunHours {
  const merged = merge(spans)
  const continuous = Math.max(0, ...merged.map(span => clip(span, SUN_RULE.continuousWindow)))
  const total = merged.reduce((sum, span) => sum + clip(span, SUN_RULE.totalWindow), 0)
  const enough = (hours: number, least: number): boolean => hours >= least - 1e-9
  return {
    continuous,
    total,
    tolerable: enough(continuous, SUN_RULE.continuous) || enough(total, SUN_RULE.total),
  }
}

/** Hours of a span inside a window. */
function clip([from, to]: LitSpan, [start, end]: readonly [number, number]): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, start))
}

function merge(spans: readonly LitSpan[]): LitSpan[] {
  const sorted = spans.filter(([from, to]) => to > from).toSorted((a, b) => a[0] - b[0])
  const merged: LitSpan[] = []
  for (const span of sorted) {
    const last = merged.at(-1)
    if (last && span[0] <= last[1] + 1e-9) merged[merged.length - 1] = [last[0], Math.max(last[1], span[1])]
    else merged.push(span)
  }
  return merged
}
