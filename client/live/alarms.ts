import { createStore } from 'zustand/vanilla'
import { type Alarm, alarmIndex, type StandingAlarm } from '../../models/alarm.ts'
import type { AlarmNews, AlarmsHave } from '../../models/alarmOrder.ts'

interface Alarms {
  /** False until the server has told the alarms once: before that, none shown means none known. */
  known: boolean
  /** How far the news have been heard; null before the first. */
  have: AlarmsHave | null
  /** Every alarm that is not quiet, in any state, by alarm index. A new Map with every change. */
  all: ReadonlyMap<number, StandingAlarm>
  /** The worst announced alarm whose condition stands, by point index: what scenes show. A new Map with every change. */
  byPoint: ReadonlyMap<number, Alarm>
}

const nothing = (): Alarms => ({ known: false, have: null, all: new Map(), byPoint: new Map() })

/** The alarms of the present, also while the past is shown. Slow facts, so ordinary state. */
export const presentAlarms = createStore<Alarms>(nothing)

/** The alarms of the instant shown: those of the present, or while the past is shown those of then. */
export const alarms = createStore<Alarms>(nothing)

/** True while `alarms` holds those of a past instant. */
let past = false

/**
 * Take in news of the present, the answer to joining among them. What comes twice or late changes nothing. False for changes of another
 * epoch than the one known: they stand on nothing, and all must be asked for again.
 */
export function hearAlarms({ epoch, number, snapshot, alarms: news }: AlarmNews): boolean {
  const before = presentAlarms.getState()
  if (!snapshot && before.have?.epoch !== epoch) return false
  const all = new Map(snapshot ? [] : before.all)
  for (const alarm of news) {
    const index = alarmIndex(alarm.point, alarm.source)
    const known = all.get(index)
    if (known && known.number > alarm.number) continue
    if (alarm.state === 'normal') all.delete(index)
    else all.set(index, alarm)
  }
  const newest = snapshot ? number : Math.max(number, before.have?.number ?? number)
  presentAlarms.setState({
    known: true,
    have: { epoch, number: newest },
    all,
    byPoint: worstByPoint(all.values()),
  })
  if (!past) alarms.setState(presentAlarms.getState())
  return true
}

/** Count the alarms as unheard, so that the next watch brings all of them. Those known stay until then. */
export function forgetAlarms(): void {
  presentAlarms.setState({ have: null })
}

/** Show the alarms of a past instant; null where no journal tells them. */
export function showPastAlarms(then: readonly StandingAlarm[] | null): void {
  past = true
  const all = new Map((then ?? []).map(alarm => [alarmIndex(alarm.point, alarm.source), alarm]))
  alarms.setState({ known: then !== null, have: null, all, byPoint: worstByPoint(all.values()) })
}

/** Show the alarms of the present again. */
export function showPresentAlarms(): void {
  past = false
  alarms.setState(presentAlarms.getState())
}

function worstByPoint(all: Iterable<StandingAlarm>): Map<number, Alarm> {
  const byPoint = new Map<number, Alarm>()
  for (const alarm of all) {
    if (!alarm.active || HIDDEN.has(alarm.state)) continue
    const known = byPoint.get(alarm.point)
    if (!known || alarm.severity > known.severity) byPoint.set(alarm.point, alarm)
  }
  return byPoint
}

const HIDDEN: ReadonlySet<string> = new Set(['shelved', 'suppressed', 'outOfService'])
