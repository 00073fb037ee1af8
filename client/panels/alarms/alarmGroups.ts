import type { AlarmStateName, StandingAlarm } from '../../../models/alarm.ts'

/** The lists of a control room, in the order of what wants attention first. */
export const GROUPS = [
  'unacknowledged',
  'acknowledged',
  'returned',
  'shelved',
  'suppressed',
  'outOfService',
] as const
export type Group = (typeof GROUPS)[number]

const GROUP_OF: Readonly<Record<AlarmStateName, Group | null>> = {
  normal: null,
  unacknowledged: 'unacknowledged',
  acknowledged: 'acknowledged',
  returned: 'returned',
  latchedUnacknowledged: 'unacknowledged',
  latchedAcknowledged: 'acknowledged',
  shelved: 'shelved',
  suppressed: 'suppressed',
  outOfService: 'outOfService',
}

/** The list an alarm stands in; null for none. */
export function groupOf({ state }: StandingAlarm): Group | null {
  return GROUP_OF[state]
}

/** Alarms by list, each by priority and then by time, the newest first. */
export function groupAlarms(all: Iterable<StandingAlarm>): Readonly<Record<Group, StandingAlarm[]>> {
  const groups: Record<Group, StandingAlarm[]> = {
    unacknowledged: [],
    acknowledged: [],
    returned: [],
    shelved: [],
    suppressed: [],
    outOfService: [],
  }
  for (const alarm of all) {
    const group = groupOf(alarm)
    if (group) groups[group].push(alarm)
  }
  for (const group of GROUPS)
    groups[group].sort((a, b) => b.severity - a.severity || b.since - a.since || a.point - b.point)
  return groups
}
