import type { Severity } from './kind.ts'
import type { Instant } from './units.ts'

/** What raises an alarm. The order is the number in packed conditions and in the journal's bytes: append only. */
export const CAUSES = ['lowLow', 'low', 'high', 'highHigh', 'rate', 'state', 'bad', 'stale'] as const
export type Cause = (typeof CAUSES)[number]

/**
 * The alarms a point may have at the same time; the limits of one point are one alarm with levels (OPC UA 9, exclusive
 * limit). `feed` is of whoever feeds the point and others: it went away, and one of its points carries the alarm for all.
 */
export const ALARM_SOURCES = ['level', 'rate', 'state', 'quality', 'feed'] as const
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

/** What made an alarm go off. It stays as it was while the value goes on, until the alarm goes off anew. */
export interface Trip {
  readonly cause: Cause
  readonly severity: Severity
  /** The value that crossed the limit; NaN for none. */
  readonly value: number
  /** Instant of the sample that began it. */
  readonly at: Instant
  /** The limit crossed, in the point's unit (a minute for the rate); null for states and quality. */
  readonly limit: number | null
  /** Of an alarm of source `feed`: who went away. */
  readonly feed?: FeedLoss
}

/** A device, gateway or line that went away, with how much it fed. */
export interface FeedLoss {
  /** Source and device, such as `mqtt gas-gateway`; empty for those who may not know. */
  readonly name: string
  readonly points: number
  readonly assets: number
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
  /** What made it go off; `value` is the value of its last transition. */
  readonly trip: Trip
  /** It is of a value that the simulator made up, not a device. */
  readonly simulated: boolean
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

/** A point's alarm as one dense index: five to a point. */
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
