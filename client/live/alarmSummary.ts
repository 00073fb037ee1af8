import type { StandingAlarm } from '../../models/alarm.ts'
import { type AlarmSummary, summarise } from '../../models/alarmSummary.ts'
import { alarms } from './alarms.ts'
import { type LoadedWorld, world } from './world.ts'

let last: {
  loaded: LoadedWorld | null
  all: ReadonlyMap<number, StandingAlarm>
  summary: AlarmSummary
} | null = null

/**
 * What the alarms known ask of an operator, in whole and by place: the one source of counters, badges, lists and signs.
 * Worked out once for each change of the alarms; React reads it with `useStore(alarms, alarmSummary)`.
 */
export function alarmSummary(): AlarmSummary {
  const { all } = alarms.getState()
  const { loaded } = world.getState()
  if (last?.all !== all || last.loaded !== loaded) {
    const summary = summarise(all.values(), loaded?.site.assets ?? [], loaded?.points.asset ?? [])
    last = { loaded, all, summary }
  }
  return last.summary
}
