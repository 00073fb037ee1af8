import { type Alarm, judge } from '../../models/alarm.ts'
import type { Severity } from '../../models/kind.ts'
import type { Twin } from './twin.ts'

/** Judges every value by the limits of its kind and keeps the standing alarms. */
export class Alarms {
  readonly standing = new Map<number, Alarm>()
  private changed = new Map<number, Alarm>()

  constructor(twin: Twin) {
    const watched = twin.points.spec.map(spec => spec.limits !== undefined || spec.alarmStates !== undefined)
    twin.hear((point, value, quality, at) => {
      const before = this.standing.get(point)
      if (!watched[point] && !before && quality !== 4) return
      const verdict = judge(twin.points.spec[point]!, value, quality, before?.severity ?? 0)
      if (!verdict) {
        if (before) this.change({ ...before, severity: 0 as Severity, value, since: at })
      } else if (!before || before.severity !== verdict.severity || before.cause !== verdict.cause) {
        this.change({ point, ...verdict, value, since: at })
      }
    })
  }

  /** Alarms changed since this was last asked; severity 0 for one that went. */
  takeChanged(): Alarm[] {
    const news = [...this.changed.values()]
    this.changed = new Map()
    return news
  }

  private change(alarm: Alarm): void {
    if (alarm.severity === 0) this.standing.delete(alarm.point)
    else this.standing.set(alarm.point, alarm)
    this.changed.set(alarm.point, alarm)
  }
}
