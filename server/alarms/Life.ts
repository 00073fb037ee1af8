import {
  ALARM_SOURCES,
  type AlarmStateName,
  alarmRef,
  type Cause,
  type StandingAlarm,
  type Trip,
} from '../../models/alarm.ts'
import { type AlarmState, isActive, QUIET, shownState } from '../../models/alarmCycle.ts'
import { alarmKey } from '../../models/alarmKey.ts'
import type { Asset } from '../../models/asset.ts'
import type { Severity } from '../../models/kind.ts'
import type { Points } from '../../models/points.ts'
import type { Instant } from '../../models/units.ts'
import type { JournalEntry } from './Journal.ts'
import {
  type JournalEvent,
  type JournalRow,
  readCycle,
  readTrip,
  writeCycle,
  writeTrip,
} from './JournalRow.ts'

/** One alarm's life so far, as the runtime keeps it. */
export interface Life {
  readonly state: AlarmState
  readonly cause: Cause
  readonly severity: Severity
  readonly value: number
  readonly since: Instant
  readonly first: boolean
  readonly trip: Trip
  readonly simulated: boolean
  readonly number: number
  readonly by: string | null
  readonly reason: string | null
}

/** Cause of an alarm that has not occurred yet, by source. */
const UNTRIED: readonly Cause[] = ['high', 'rate', 'state', 'bad', 'stale']

/** The life of an alarm that has not occurred yet. */
export function quietLife(index: number, value: number, since: Instant): Life {
  const cause = UNTRIED[index % ALARM_SOURCES.length]!
  return {
    state: QUIET,
    cause,
    severity: 0,
    value,
    since,
    trip: { cause, severity: 0, value, at: since, limit: null },
    simulated: false,
    first: false,
    number: 0,
    by: null,
    reason: null,
  }
}

/** The life a journal row tells of. */
export function lifeOfRow(row: JournalRow): Life {
  return {
    state: readCycle(row.cycle),
    cause: row.cause,
    severity: row.severity as Severity,
    value: row.value ?? Number.NaN,
    since: row.since,
    first: row.first === 1,
    trip: readTrip(row),
    simulated: row.simulated === 1,
    number: row.number,
    by: row.actor_name,
    reason: row.reason,
  }
}

/** An alarm as operators see it. */
export function viewOf(index: number, life: Life): StandingAlarm {
  return {
    ...alarmRef(index),
    severity: life.severity,
    cause: life.cause,
    value: life.value,
    since: life.since,
    trip: life.trip,
    simulated: life.simulated,
    state: shownState(life.state),
    active: isActive(life.state),
    number: life.number,
    first: life.first,
    until: life.state.shelf?.until ?? null,
    by: life.by,
    reason: life.reason,
  }
}

/** What happened to an alarm: from which state, and its life after. */
interface Happening {
  readonly event: JournalEvent
  readonly before: AlarmStateName
  readonly life: Life
  readonly at: Instant
}

/** The journal entry of what happened to an alarm, by the process until somebody is named. */
export function entryOf(
  points: Points,
  assets: readonly Asset[],
  index: number,
  { event, before, life, at }: Happening,
): JournalEntry {
  const { point, source } = alarmRef(index)
  return {
    at,
    asset: assets[points.asset[point]!]!.id,
    alarm: alarmKey(points, assets, point, source),
    event,
    before,
    after: shownState(life.state),
    cycle: writeCycle(life.state),
    cause: life.cause,
    severity: life.severity,
    value: Number.isFinite(life.value) ? life.value : null,
    since: life.since,
    first: life.first ? 1 : 0,
    trip: writeTrip(life.trip),
    simulated: life.simulated ? 1 : 0,
    actor: null,
    actor_name: life.by,
    role: null,
    reason: life.reason,
  }
}
