import { alarmIndex, type StandingAlarm } from '../../models/alarm.ts'
import { type AlarmNews, type AlarmsHave, fitsPage, MOST_OF_PAGE } from '../../models/alarmOrder.ts'
import type { Cursor, Page } from './AlarmBoard.ts'

/** Alarms that went quiet and are remembered for viewers that were away. */
const REMEMBERED = 16_384
/** Entries that may be out of date before they are swept. */
const SWEEP = 1_024

/** An alarm as it changed. */
interface Entry {
  /** 1, 2, 3 … in the order in which things were told. */
  readonly seq: number
  /** The number that viewers who heard of it have. */
  readonly mark: number
  /** Its own number did not move the mark: an order that was written late, or a change without a number. */
  readonly late: boolean
  readonly alarm: StandingAlarm
}

/** What viewers are told of the alarms: changes of a tick, and after an absence what they missed or all, page by page. */
export class News {
  /** The run; another one means that numbers may have been lost. */
  epoch: number
  number: number
  private changed = new Map<number, StandingAlarm>()
  /** All that is told, oldest first; an entry counts while `latest` names it. */
  private entries: Entry[] = []
  private readonly latest = new Map<number, Entry>()
  private readonly gone = new Map<number, Entry>()
  private seq = 0
  private forgotten = 0
  /** Who has heard less than this needs a snapshot. */
  private floor: number

  constructor(epoch: number, number: number) {
    this.epoch = epoch
    this.number = number
    this.floor = number
  }

  /** An alarm changed. */
  add(alarm: StandingAlarm): void {
    this.changed.set(indexOf(alarm), alarm)
    this.enter(alarm, alarm.number <= this.number)
  }

  /** An alarm stands from before: nobody is told, who joins hears of it. In the order of their numbers. */
  restore(alarm: StandingAlarm): void {
    this.enter(alarm, false)
  }

  /** From here on changes have no numbers of their own: whoever was away gets a snapshot. */
  forget(): void {
    this.epoch = (this.epoch + 1) >>> 0
    this.floor = this.number
  }

  /** Changes since this was last asked, in pieces of bounded size. */
  take(): AlarmNews[] {
    if (this.changed.size === 0) return []
    const alarms = [...this.changed.values()].sort((a, b) => a.number - b.number)
    this.changed = new Map()
    return cutNews(this.epoch, this.number, alarms)
  }

  /** What brings a viewer up to date: what changed after the number it has, else all alarms that are not quiet. */
  since(have: AlarmsHave | undefined): Page {
    if (!have || !this.follows(have)) return this.read({ after: 0, began: this.seq }, true)
    const at = lowest(this.entries, ({ mark, late }) => mark > have.number || (mark === have.number && late))
    const after = (this.entries[at]?.seq ?? this.seq + 1) - 1
    return this.read({ after, began: after }, false)
  }

  /** The page that follows. What went quiet and is remembered no more cannot be told: then all begins again. */
  page(cursor: Cursor): Page {
    if (this.forgotten > Math.max(cursor.after, cursor.began)) return this.since(undefined)
    const { news, next } = this.read(cursor, false)
    return { news: { ...news, more: next !== null }, next }
  }

  private follows({ epoch, number }: AlarmsHave): boolean {
    return epoch === this.epoch && number >= this.floor && number <= this.number
  }

  private read({ after, began }: Cursor, snapshot: boolean): Page {
    const found: StandingAlarm[] = []
    const seqs: number[] = []
    for (let k = lowest(this.entries, ({ seq }) => seq > after); k < this.entries.length; k++) {
      const entry = this.entries[k]!
      const { seq, alarm } = entry
      if (this.latest.get(indexOf(alarm)) !== entry) continue
      if (alarm.state === 'normal' && seq <= began) continue
      found.push(alarm)
      seqs.push(seq)
      if (found.length > MOST_OF_PAGE) break
    }
    const n = fitsPage(found, 0)
    const next = n < found.length ? { after: seqs[n - 1]!, began } : null
    const { epoch, number } = this
    const news = { epoch, number, snapshot, alarms: found.slice(0, n), ...(next && { more: true }) }
    return { news, next }
  }

  private enter(alarm: StandingAlarm, late: boolean): void {
    const mark = late ? this.number : alarm.number
    this.number = Math.max(this.number, alarm.number)
    const index = indexOf(alarm)
    const entry = { seq: ++this.seq, mark, late, alarm }
    this.entries.push(entry)
    this.latest.set(index, entry)
    this.gone.delete(index)
    if (alarm.state === 'normal') this.gone.set(index, entry)
    if (this.gone.size > REMEMBERED) this.forgetOldest()
    if (this.entries.length > 2 * this.latest.size + SWEEP)
      this.entries = this.entries.filter(each => this.latest.get(indexOf(each.alarm)) === each)
  }

  private forgetOldest(): void {
    const [index, { seq, mark, late }] = this.gone.entries().next().value!
    this.gone.delete(index)
    this.latest.delete(index)
    this.forgotten = Math.max(this.forgotten, seq)
    this.floor = Math.max(this.floor, late ? mark + 1 : mark)
  }
}

/** Changes as news of bounded size: each tells the number it brings to, the last the newest. */
export function cutNews(epoch: number, number: number, alarms: readonly StandingAlarm[]): AlarmNews[] {
  const pieces: AlarmNews[] = []
  for (let from = 0; from < alarms.length; ) {
    const piece = alarms.slice(from, from + fitsPage(alarms, from))
    from += piece.length
    const to = from < alarms.length ? piece.at(-1)!.number : number
    pieces.push({ epoch, number: to, snapshot: false, alarms: piece })
  }
  return pieces
}

function indexOf({ point, source }: StandingAlarm): number {
  return alarmIndex(point, source)
}

/** Place of the first entry that passes, where all after it do; the length when none does. */
function lowest(entries: readonly Entry[], passes: (entry: Entry) => boolean): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(entries[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
