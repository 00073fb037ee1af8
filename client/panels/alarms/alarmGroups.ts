import type { AlarmStateName, StandingAlarm } from '../../../models/alarm.ts'
import { worseFirst } from '../../../models/alarmSummary.ts'
import { GROUPS, type Group } from '../../state/alarmList.ts'

/** What returned before anybody acknowledged it waits for that in the first list; what waits for its reset is in the second. */
const GROUP_OF: Readonly<Record<AlarmStateName, Group | null>> = {
  normal: null,
  unacknowledged: 'unacknowledged',
  acknowledged: 'acknowledged',
  returned: 'unacknowledged',
  latchedUnacknowledged: 'unacknowledged',
  latchedAcknowledged: 'acknowledged',
  shelved: 'shelved',
  suppressed: 'suppressed',
  outOfService: 'outOfService',
}

/** The list an alarm stands in; null for none. */
export function groupOf({ state }: Pick<StandingAlarm, 'state'>): Group | null {
  return GROUP_OF[state]
}

/** Alarms by list, the most urgent first. */
export function groupAlarms(all: Iterable<StandingAlarm>): Readonly<Record<Group, StandingAlarm[]>> {
  const groups: Record<Group, StandingAlarm[]> = {
    unacknowledged: [],
    acknowledged: [],
    shelved: [],
    suppressed: [],
    outOfService: [],
  }
  for (const alarm of all) {
    const group = groupOf(alarm)
    if (group) groups[group].push(alarm)
  }
  for (const group of GROUPS) groups[group].sort(worseFirst)
  return groups
}
