import type { AlarmStateName, Cause, Trip } from '../../models/alarm.ts'
import { type AlarmEventType, type AlarmState, type Occurrence, QUIET } from '../../models/alarmCycle.ts'
import type { Severity } from '../../models/kind.ts'
import type { Instant } from '../../models/units.ts'

/**
 * Besides the transitions of the machine: `refused`, an order that took a number but could not be made durable at the
 * time; `revoked`, that order found written after all; `unrecorded`, the state after transitions that overflowed the queue.
 */
export type JournalEvent = AlarmEventType | 'refused' | 'revoked' | 'unrecorded'

/** One row of the journal: a transition with its time, actor, reason, value and severity, and the whole state after it. */
export interface JournalRow {
  readonly number: number
  readonly at: Instant
  readonly asset: string
  /** `asset/point/part:source`, which outlives point indices. */
  readonly alarm: string
  readonly event: JournalEvent
  readonly before: AlarmStateName
  readonly after: AlarmStateName
  /** The machine's state after the event, see writeCycle. */
  readonly cycle: string
  readonly cause: Cause
  readonly severity: number
  /** The value that raised or cleared it; null for none. */
  readonly value: number | null
  /** Instant of the sample that began what stands. */
  readonly since: Instant
  /** 1 for the first of its first-out group. */
  readonly first: number
  /** What made it go off, as JSON (`writeTrip`); null in rows of programs before this was kept. */
  readonly trip: string | null
  /** 1 when it went off on a simulated value; null in rows of programs before this was kept. */
  readonly simulated: number | null
  /** Account id of who gave the order; null for the process. */
  readonly actor: string | null
  /** Who last gave an order on what stands, and why: whose order this row is when `actor` is set. */
  readonly actor_name: string | null
  readonly role: string | null
  readonly reason: string | null
}

/** A trip as a text of the journal; a value that is none is null in it. */
export function writeTrip(trip: Trip): string {
  return JSON.stringify({ ...trip, value: Number.isFinite(trip.value) ? trip.value : null })
}

/** The trip a row tells of; of an old row what it says itself, without a limit. */
export function readTrip({ trip, cause, severity, value, since }: JournalRow): Trip {
  if (trip === null)
    return { cause, severity: severity as Severity, value: value ?? Number.NaN, at: since, limit: null }
  const read = JSON.parse(trip) as Omit<Trip, 'value'> & { readonly value: number | null }
  return { ...read, value: read.value ?? Number.NaN }
}

/** A machine's state in one short text: occurrence, then marks for latching, silent, shelf, suppression, service. */
export function writeCycle(state: AlarmState): string {
  const { occurrence, latching, silent, shelf, suppressed, outOfService } = state
  const parts: string[] = [occurrence]
  if (latching) parts.push('latching')
  if (silent) parts.push('silent')
  if (shelf) parts.push(`${shelf.oneShot ? 'oneShot' : 'shelf'}=${shelf.until}`)
  if (suppressed) parts.push(suppressed)
  if (outOfService) parts.push('outOfService')
  return parts.join(' ')
}

/** The state a text of `writeCycle` holds. */
export function readCycle(text: string): AlarmState {
  const [occurrence, ...marks] = text.split(' ')
  let state: AlarmState = { ...QUIET, occurrence: occurrence as Occurrence }
  for (const mark of marks) {
    const [name, until] = mark.split('=')
    if (name === 'latching' || name === 'silent' || name === 'outOfService')
      state = { ...state, [name]: true }
    else if (name === 'shelf' || name === 'oneShot')
      state = { ...state, shelf: { until: Number(until), oneShot: name === 'oneShot' } }
    else if (name === 'design' || name === 'order') state = { ...state, suppressed: name }
    else throw new Error(`the alarm journal holds a state this program does not know: ${mark.slice(0, 40)}`)
  }
  return state
}
