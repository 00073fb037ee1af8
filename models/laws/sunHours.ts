import type { Degrees, Instant, LonLat } from '../units.ts'
import { type Sun, sunAt } from './sun.ts'

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

/** Judge lit spans of the winter solstice: tolerable with 2 h unbroken in 09–15 h or 4 h in all in 08–16 h. Overlapping spans count once; a span upside down or without hours counts nothing. */
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

/** A step of the solstice: hour of Korean clock time at its middle, its length, and the sun there. */
export interface SolsticeStep {
  readonly hour: number
  readonly length: number
  readonly sun: Sun
}

/** The sun over a place on 22 December from 08 to 16 h in steps of `minutes` (10, or 30 for previews). RangeError unless the steps fill an hour evenly. */
export function solsticeSteps(place: LonLat, year: number, minutes = 10): SolsticeStep[] {
  if (!(minutes > 0 && Number.isInteger(60 / minutes)))
    throw new RangeError(`steps of ${minutes} minutes do not fill an hour`)
  const midnight: Instant = Date.UTC(year, 11, 22) - 9 * 3_600_000
  const [from, to] = SUN_RULE.totalWindow
  const length = minutes / 60
  return Array.from({ length: (to - from) / length }, (_, i) => {
    const hour = from + (i + 0.5) * length
    return { hour, length, sun: sunAt(midnight + hour * 3_600_000, place) }
  })
}

/** Lit spans of a receiver that sees the sun where `lit` says so; a step counts as lit when its middle is. Within a step at each edge. */
export function litSpans(steps: readonly SolsticeStep[], lit: (sun: Sun) => boolean): LitSpan[] {
  return merge(
    steps
      .filter(({ sun }) => sun.altitude > 0 && lit(sun))
      .map(({ hour, length }) => [hour - length / 2, hour + length / 2] as const),
  )
}

/** Altitude that a straight wall along a bearing hides from a receiver: `height` metres above it, `distance` metres away square to the wall. */
export function hiddenBelow(
  height: number,
  distance: number,
  wallNormal: Degrees,
  azimuth: Degrees,
): Degrees {
  const towards = Math.cos(((azimuth - wallNormal) * Math.PI) / 180)
  if (!(distance > 0) || Number.isNaN(height)) return Number.NaN
  return towards <= 0 ? 0 : (Math.atan((height * towards) / distance) * 180) / Math.PI
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
