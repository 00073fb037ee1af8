import type { Instant } from './units.ts'

/** What a value is worth. The order is the byte on the wire and in the state textures. */
export const QUALITIES = ['none', 'good', 'simulated', 'stale', 'bad'] as const
export type Quality = (typeof QUALITIES)[number]
/** Byte of a quality: its place in QUALITIES. */
export const QUALITY = { none: 0, good: 1, simulated: 2, stale: 3, bad: 4 } as const satisfies Record<
  Quality,
  number
>
export type QualityCode = (typeof QUALITY)[Quality]

/** Periods that may pass without a sample before a value counts as stale. */
export const MISSED_PERIODS = 2
/** No value goes stale sooner than this many seconds, whatever its period. */
const SHORTEST = 10

/** Seconds after which a value with this expected period (seconds) is stale. */
export function staleAfter(period: number): number {
  return Math.max(SHORTEST, period * (MISSED_PERIODS + 0.5))
}

/** The quality as seen now: a value that outlived its period is stale, whatever it was when it arrived. */
export function qualityNow(code: number, at: Instant, period: number, now: Instant): number {
  const live = code === QUALITY.good || code === QUALITY.simulated
  return live && now - at > staleAfter(period) * 1000 ? QUALITY.stale : code
}

/** The instant of a value whose age nobody knows, such as one that a broker had kept: before every real one. */
export const UNKNOWN_AGE: Instant = 0

/** True for the instant of a value of unknown age, also after a clock that was set and the rounding of a frame. */
export function isUnknownAge(at: Instant): boolean {
  return at < 366 * 86_400_000
}
