import { alarmIndex, type StandingAlarm } from '../../../models/alarm.ts'
import { claimOf } from '../../../models/alarmSummary.ts'

/** True for an alarm that waits to be acknowledged, whether or not its condition still stands. */
export function isWaiting({ state }: Pick<StandingAlarm, 'state'>): boolean {
  const claim = claimOf(state)
  return claim === 'unacknowledged' || claim === 'returned'
}

/** Of the alarms that wait for an acknowledgement the one that went off last; of equals the worst. Null when none waits. */
export function newestWaiting(list: Iterable<StandingAlarm>): StandingAlarm | null {
  let newest: StandingAlarm | null = null
  for (const alarm of list) {
    if (!isWaiting(alarm)) continue
    const later = newest === null ? 1 : alarm.trip.at - newest.trip.at || alarm.severity - newest.severity
    if (later > 0) newest = alarm
  }
  return newest
}

/** Alarms that began to wait, or went off anew, between two states of the list; what a sound is for. */
export function goneOff(
  before: ReadonlyMap<number, StandingAlarm>,
  after: ReadonlyMap<number, StandingAlarm>,
): StandingAlarm[] {
  return [...after.values()].filter(alarm => {
    if (!isWaiting(alarm)) return false
    const known = before.get(alarmIndex(alarm.point, alarm.source))
    return !known || alarm.trip.at > known.trip.at || alarm.severity > known.severity
  })
}
