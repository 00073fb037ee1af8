import type { AlarmStateName, Cause } from '../../models/alarm.ts'
import { type AlarmEventType, type AlarmState, type Occurrence, QUIET } from '../../models/alarmCycle.ts'
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
  /** Account id of who gave the order; null for the process. */
  readonly actor: string | null
  /** Who last gave an order on what stands, and why: whose order this row is when `actor` is set. */
  readonly actor_name: string | null
  readonly role: string | null
  readonly reason: string | null
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
