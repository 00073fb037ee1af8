import { alarmIndex, type StandingAlarm } from '../../models/alarm.ts'
import type { AlarmNews, AlarmsHave } from '../../models/alarmOrder.ts'

/** Alarms that went quiet and are remembered for viewers that were away. */
const REMEMBERED = 4_096
/** Alarms of one message. */
const CHUNK = 500

/** What viewers are told of the alarms: changes of a tick, and after an absence what they missed or all. */
export class News {
  /** The run; another one means that numbers may have been lost. */
  epoch: number
  private number: number
  private changed = new Map<number, StandingAlarm>()
  private readonly gone = new Map<number, StandingAlarm>()
  /** Who has heard less than this needs a snapshot. */
  private floor: number

  constructor(epoch: number, number: number) {
    this.epoch = epoch
    this.number = number
    this.floor = number
  }

  /** An alarm changed. */
  add(alarm: StandingAlarm): void {
    const index = alarmIndex(alarm.point, alarm.source)
    this.number = Math.max(this.number, alarm.number)
    this.changed.set(index, alarm)
    this.gone.delete(index)
    if (alarm.state !== 'normal') return
    this.gone.set(index, alarm)
    if (this.gone.size <= REMEMBERED) return
    const [oldest, { number }] = this.gone.entries().next().value!
    this.gone.delete(oldest)
    this.floor = Math.max(this.floor, number)
  }

  /** From here on changes have no numbers of their own: whoever was away gets a snapshot. */
  forget(): void {
    this.epoch = (this.epoch + 1) >>> 0
    this.floor = this.number
  }

  /** Changes since this was last asked, in pieces of bounded size. */
  take(): AlarmNews[] {
    const alarms = [...this.changed.values()].sort(byNumber)
    this.changed = new Map()
    const pieces: AlarmNews[] = []
    for (let from = 0; from < alarms.length; from += CHUNK) {
      const piece = alarms.slice(from, from + CHUNK)
      const number = from + CHUNK < alarms.length ? piece.at(-1)!.number : this.number
      pieces.push({ epoch: this.epoch, number, snapshot: false, alarms: piece })
    }
    return pieces
  }

  /** What brings a viewer up to date: what changed after the number it has, else all alarms that are not quiet. */
  since(have: AlarmsHave | undefined, all: readonly StandingAlarm[]): AlarmNews {
    const { epoch, number } = this
    const known = have && have.epoch === epoch && have.number >= this.floor && have.number <= number
    if (!known) return { epoch, number, snapshot: true, alarms: [...all].sort(byNumber) }
    const missed = [...all, ...this.gone.values()].filter(alarm => alarm.number > have.number)
    return { epoch, number, snapshot: false, alarms: missed.sort(byNumber) }
  }
}

function byNumber(a: StandingAlarm, b: StandingAlarm): number {
  return a.number - b.number
}
