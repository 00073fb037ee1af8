import type { AlarmOrderName } from '../../../models/alarmOrder.ts'
import type { Group } from '../../state/alarmList.ts'
import type { Key } from '../../words/ko.ts'

const OUT = ['alarm:outOfService'] as const

/** Orders that fit the alarms of each list; the server decides again. */
export const ORDERS_OF: Readonly<Record<Group, readonly AlarmOrderName[]>> = {
  unacknowledged: ['alarm:acknowledge', 'alarm:shelve', 'alarm:suppress', ...OUT],
  acknowledged: ['alarm:reset', 'alarm:shelve', 'alarm:suppress', ...OUT],
  shelved: ['alarm:unshelve', ...OUT],
  suppressed: ['alarm:unsuppress', ...OUT],
  outOfService: ['alarm:returnToService'],
}

/** The word of an order. */
export function orderKey(name: AlarmOrderName): Key {
  return `order.${name.slice('alarm:'.length)}` as Key
}
