import type { PointSpec, Severity } from './kind.ts'
import { QUALITY } from './quality.ts'
import type { Instant } from './units.ts'

/** What raises an alarm. The order is the number in packed conditions and in the journal's bytes: append only. */
export const CAUSES = ['lowLow', 'low', 'high', 'highHigh', 'rate', 'state', 'bad', 'stale'] as const
export type Cause = (typeof CAUSES)[number]

/** The alarms a point may have at the same time; the limits of one point are one alarm with levels (OPC UA 9, exclusive limit). */
export const ALARM_SOURCES = ['level', 'rate', 'state', 'quality'] as const
export type AlarmSource = (typeof ALARM_SOURCES)[number]

/** A condition of one point that stands: what a scene paints. */
export interface Alarm {
  /** Point index. */
  readonly point: number
  readonly severity: Severity
  /** Which limit or state raised it. */
  readonly cause: Cause
  readonly value: number
  readonly since: Instant
}

/** The states of ISA-18.2-2009 figure 5 (IEC 62682 has the same without the latched two), in the order A to I of the standard. */
export const ALARM_STATES = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'returned',
  'latchedUnacknowledged',
  'latchedAcknowledged',
  'shelved',
  'suppressed',
  'outOfService',
] as const
export type AlarmStateName = (typeof ALARM_STATES)[number]

/** One alarm in its life cycle, as operators see it. State `normal` takes it off their lists. */
export interface StandingAlarm extends Alarm {
  readonly source: AlarmSource
  readonly state: AlarmStateName
  /** The condition is true at this moment, whether or not anybody is told. */
  readonly active: boolean
  /** Journal number of its last transition. */
  readonly number: number
  /** First of its first-out group. */
  readonly first: boolean
  /** When shelving ends; null when not shelved. */
  readonly until: Instant | null
  /** Who last gave an order on it, and why; null while only the process has acted. */
  readonly by: string | null
  readonly reason: string | null
}

/** Name of one alarm in an order. */
export interface AlarmRef {
  readonly point: number
  readonly source: AlarmSource
}

/** A point's alarm as one dense index: four to a point. */
export function alarmIndex(point: number, source: AlarmSource): number {
  return point * ALARM_SOURCES.length + ALARM_SOURCES.indexOf(source)
}

/** The alarm of an index made by `alarmIndex`. */
export function alarmRef(index: number): AlarmRef {
  return {
    point: Math.floor(index / ALARM_SOURCES.length),
    source: ALARM_SOURCES[index % ALARM_SOURCES.length]!,
  }
}

/**
 * Severity of a value against its limits. `before` is the severity so far: a raised limit is left only when the
 * value has come back by the deadband (ISA-18.2 calls this alarm deadband). No reading means no alarm; bad quality is low.
 */
export function judge(
  spec: PointSpec,
  value: number,
  quality: number,
  before: Severity,
): { severity: Severity; cause: Exclude<Cause, 'rate' | 'stale'> } | null {
  if (quality === QUALITY.none) return null
  if (quality === QUALITY.bad) return { severity: 1, cause: 'bad' }
  const state = spec.alarmStates?.[value]
  if (state) return { severity: state, cause: 'state' }
  const { limits } = spec
  if (!limits) return null
  const { lowLow, low, high, highHigh, deadband = 0 } = limits
  const slackTop = before >= 3 ? deadband : 0
  const slack = before >= 2 ? deadband : 0
  if (highHigh !== undefined && value >= highHigh - slackTop) return { severity: 3, cause: 'highHigh' }
  if (lowLow !== undefined && value <= lowLow + slackTop) return { severity: 3, cause: 'lowLow' }
  if (high !== undefined && value >= high - slack) return { severity: 2, cause: 'high' }
  if (low !== undefined && value <= low + slack) return { severity: 2, cause: 'low' }
  return null
}
