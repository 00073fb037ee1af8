import type { StandingAlarm } from '../../models/alarm.ts'
import { isActive, shownState } from '../../models/alarmCycle.ts'
import { readAlarmKey } from '../../models/alarmKey.ts'
import type { Points } from '../../models/points.ts'
import type { Instant } from '../../models/units.ts'
import type { Past } from '../history/Past.ts'
import type { Store } from '../store/Store.ts'
import type { AlarmTables } from './alarmTables.ts'
import type { JournalRow } from './JournalRow.ts'
import { lifeOfRow } from './Life.ts'
import { isUnrecordedAfter, numberAt, ordersUpTo, statesAfter } from './readJournal.ts'

/** The alarms of a past instant, as the journal tells them. */
export interface PastAlarms {
  /** The journal's last number then; 0 before it began. */
  readonly number: number
  /** Everything that was not quiet. */
  readonly alarms: readonly StandingAlarm[]
  /** The last orders of people up to then, newest first. */
  readonly orders: readonly JournalRow[]
}

/** Orders told with a past instant. */
const ORDERS = 100

/** State of all alarms and the operators' orders at an instant, from the newest snapshot before it and the rows after that. */
export async function alarmsAt(store: Store<AlarmTables>, points: Points, at: Instant): Promise<PastAlarms> {
  const number = await numberAt(store, at)
  const alarms: StandingAlarm[] = []
  for (const row of (await statesAfter(store, number)).values()) {
    const ref = readAlarmKey(points, row.alarm)
    if (!ref) continue
    const { state, number: last, ...life } = lifeOfRow(row)
    alarms.push({
      ...ref,
      ...life,
      state: shownState(state),
      active: isActive(state),
      number: last,
      until: state.shelf?.until ?? null,
    })
  }
  alarms.sort((a, b) => a.number - b.number)
  return { number, alarms, orders: await ordersUpTo(store, number, ORDERS) }
}

/** The journal as the past asks it. */
export function pastOf(store: Store<AlarmTables>, points: Points): Past {
  return {
    alarmsAt: async at => (await alarmsAt(store, points, at)).alarms,
    isUnsure: async at => isUnrecordedAfter(store, await numberAt(store, at)),
  }
}

/** As much of the past as scenes paint: what was announced and stood. */
export async function paintedAt(
  store: Store<AlarmTables>,
  points: Points,
  at: Instant,
): Promise<StandingAlarm[]> {
  const { alarms } = await alarmsAt(store, points, at)
  return alarms.filter(({ active, state }) => active && !HIDDEN.includes(state))
}

const HIDDEN: readonly string[] = ['shelved', 'suppressed', 'outOfService']
