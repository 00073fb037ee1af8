import { createStore } from 'zustand/vanilla'
import type { Alarm } from '../../models/alarm.ts'

interface Alarms {
  /** False until the server has told the standing alarms once: before that, none shown means none known. */
  known: boolean
  /** Standing alarms by point index. A new Map with every change. */
  byPoint: ReadonlyMap<number, Alarm>
}

/** The standing alarms. Slow facts, so ordinary state. */
export const alarms = createStore<Alarms>(() => ({ known: false, byPoint: new Map() }))

/** Replace all alarms: the answer to joining. */
export function setAlarms(list: readonly Alarm[]): void {
  alarms.setState({ known: true, byPoint: new Map(list.map(alarm => [alarm.point, alarm])) })
}

/** Take in news; severity 0 takes an alarm away. */
export function changeAlarms(news: readonly Alarm[]): void {
  const byPoint = new Map(alarms.getState().byPoint)
  for (const alarm of news) {
    if (alarm.severity === 0) byPoint.delete(alarm.point)
    else byPoint.set(alarm.point, alarm)
  }
  alarms.setState({ byPoint })
}
