import type { StandingAlarm } from '../../models/alarm.ts'
import { type AlarmSummary, summarise } from '../../models/alarmSummary.ts'
import { alarms, presentAlarms } from './alarms.ts'
import { type LoadedWorld, world } from './world.ts'

const summaries = new WeakMap<
  ReadonlyMap<number, StandingAlarm>,
  { readonly loaded: LoadedWorld | null; readonly summary: AlarmSummary }
>()

/**
 * What the alarms known ask of an operator, in whole and by place: the one source of counters, badges, lists and signs.
 * Worked out once for each change of the alarms; React reads it with `useStore(alarms, alarmSummary)`.
 */
export function alarmSummary(): AlarmSummary {
  return summaryOf(alarms.getState().all)
}

/** The same of the present, also while the past is shown: `useStore(presentAlarms, presentSummary)`. */
export function presentSummary(): AlarmSummary {
  return summaryOf(presentAlarms.getState().all)
}

function summaryOf(all: ReadonlyMap<number, StandingAlarm>): AlarmSummary {
  const { loaded } = world.getState()
  const known = summaries.get(all)
  if (known && known.loaded === loaded) return known.summary
  const summary = summarise(all.values(), loaded?.site.assets ?? [], loaded?.points.asset ?? [])
  summaries.set(all, { loaded, summary })
  return summary
}
