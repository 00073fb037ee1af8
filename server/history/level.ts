import type { Instant } from '../../models/units.ts'

const DAY_LONG = 86_400_000
/** Korea has had one offset since 1988; days of the history are Korean days. */
const KST = 9 * 3_600_000

/** Milliseconds of raw samples that one page holds, and between keyframes. */
export const SLOT = 900_000

/** One grain of the history: entries of `width` ms (0: samples as they came) in pages of `span` ms; `byte` is its key in the database. */
export interface Level {
  readonly byte: number
  readonly name: 'raw' | 'minute' | 'quarter' | 'day'
  readonly width: number
  readonly span: number
}
export const RAW: Level = { byte: 0, name: 'raw', width: 0, span: SLOT }
export const MINUTE: Level = { byte: 1, name: 'minute', width: 60_000, span: SLOT }
export const QUARTER: Level = { byte: 2, name: 'quarter', width: SLOT, span: DAY_LONG }
export const DAY: Level = { byte: 3, name: 'day', width: DAY_LONG, span: 64 * DAY_LONG }

/** Start of the span of so many ms that an instant falls in; spans of days begin at midnight in Korea. */
export function spanStart(at: Instant, span: number): Instant {
  return Math.floor((at + KST) / span) * span - KST
}

/** Starts of the slots that [from, to] touches. */
export function slotsOf(from: Instant, to: Instant): Instant[] {
  const slots: Instant[] = []
  for (let slot = spanStart(from, SLOT); slot <= to; slot += SLOT) slots.push(slot)
  return slots
}
