import { type AlarmRef, alarmIndex, type StandingAlarm } from '../../models/alarm.ts'
import type { AlarmNews, AlarmsHave } from '../../models/alarmOrder.ts'
import type { AlarmBoard, Cursor, Page } from '../alarms/AlarmBoard.ts'
import type { PastAlarms } from '../alarms/alarmsAt.ts'
import { News } from '../alarms/News.ts'
import type { OwnerWord } from './OwnerWord.ts'

/** Words that wait while all alarms are on their way. */
const MOST_WAITING = 1_000

/**
 * The owner's alarms as a gateway knows them: it follows the owner's words by their numbers and asks for all alarms
 * when one is missing or another owner speaks. Viewers of any gateway can resume at any other by the same numbers.
 */
export class AlarmMirror implements AlarmBoard {
  /** The owner last heard: its term, its address, and when by steady time. */
  run = 0
  url: string | null = null
  heardAt = Number.NEGATIVE_INFINITY
  /** Times all alarms were asked for. */
  asked = 0
  private readonly ask: (cursor?: Cursor) => Promise<OwnerWord>
  private readonly all = new Map<number, StandingAlarm>()
  private news = new News(0, 0)
  private n = -1
  /** The newest word heard: its term and its count within it. */
  private last = { run: 0, beat: -1 }
  /** The alarms were replaced as a whole since `take` was last called. */
  private replaced = false
  private waiting: OwnerWord[] | null = null

  /** `ask` gets the owner's word with all alarms, or the page of them that a cursor names. */
  constructor(ask: (cursor?: Cursor) => Promise<OwnerWord>) {
    this.ask = ask
  }

  /** The term of the newest word heard. */
  get term(): number {
    return this.last.run
  }

  /** How many alarms are known that are not quiet. */
  get count(): number {
    return this.all.size
  }

  /** Show what the journal says stands, until an owner speaks. */
  begin({ number, alarms }: Pick<PastAlarms, 'number' | 'alarms'>): void {
    if (this.run === 0) this.replace(0, -1, { epoch: 0, number, alarms })
  }

  /** Take a word of the owner in. Words of an owner whose term is over, and those that come again, change nothing. */
  hear(word: OwnerWord, steady: number): void {
    const { run, beat } = this.last
    if (word.run < run || (word.run === run && word.beat <= beat)) return
    this.last = { run: word.run, beat: word.beat }
    this.heardAt = steady
    this.url = word.url
    if (this.waiting) {
      if (this.waiting.length < MOST_WAITING) this.waiting.push(word)
      return
    }
    if (!this.follow(word)) void this.catchUp(word).catch(() => undefined)
  }

  since(have: AlarmsHave | undefined): Page {
    return this.news.since(have)
  }

  page(cursor: Cursor): Page {
    // A cursor of before everything was replaced means nothing now.
    return this.replaced ? this.since(undefined) : this.news.page(cursor)
  }

  take(): readonly AlarmNews[] {
    const pieces = this.news.take()
    if (!this.replaced) return pieces
    this.replaced = false
    return [this.since(undefined).news]
  }

  /** False when the word does not follow what is known. */
  private follow({ run, n, news }: OwnerWord): boolean {
    if (run !== this.run) return false
    if (n <= this.n) return true
    if (!news || n !== this.n + 1 || news.snapshot || news.epoch !== this.news.epoch) return false
    this.n = n
    for (const alarm of news.alarms) this.put(alarm)
    return true
  }

  private async catchUp(first: OwnerWord): Promise<void> {
    this.waiting = [first]
    this.asked++
    const all = await this.askAll().catch(() => null)
    const { waiting } = this
    this.waiting = null
    if (!all || all.run < this.run) return
    this.replace(all.run, all.n, all)
    for (const later of waiting) if (later.run === this.run && !this.follow(later)) return
  }

  /** All pages of the owner's alarms; null where it has none to tell or another owner answers meanwhile. */
  private async askAll(): Promise<AllAlarms | null> {
    const first = await this.ask()
    if (!first.news?.snapshot) return null
    const all = new Map(first.news.alarms.map(alarm => [indexOf(alarm), alarm]))
    let { number } = first.news
    for (let { next } = first; next; ) {
      const word = await this.ask(next)
      if (!word.news || word.run !== first.run || word.news.epoch !== first.news.epoch) return null
      if (word.news.snapshot) all.clear()
      for (const alarm of word.news.alarms) all.set(indexOf(alarm), alarm)
      number = word.news.number
      next = word.next
    }
    const alarms = [...all.values()].filter(({ state }) => state !== 'normal')
    return { run: first.run, n: first.n, epoch: first.news.epoch, number, alarms }
  }

  private replace(
    run: number,
    n: number,
    { epoch, number, alarms }: Pick<AlarmNews, 'epoch' | 'number' | 'alarms'>,
  ): void {
    this.run = run
    this.n = n
    this.news = new News(epoch, number)
    this.all.clear()
    for (const alarm of [...alarms].sort((a, b) => a.number - b.number)) {
      this.all.set(indexOf(alarm), alarm)
      this.news.restore(alarm)
    }
    this.replaced = true
  }

  /** A word may be older than the page that has the same alarm. */
  private put(alarm: StandingAlarm): void {
    if ((this.all.get(indexOf(alarm))?.number ?? 0) > alarm.number) return
    if (alarm.state === 'normal') this.all.delete(indexOf(alarm))
    else this.all.set(indexOf(alarm), alarm)
    this.news.add(alarm)
  }
}

/** The owner's alarms as of its word `n`. */
interface AllAlarms {
  readonly run: number
  readonly n: number
  readonly epoch: number
  readonly number: number
  readonly alarms: readonly StandingAlarm[]
}

function indexOf({ point, source }: AlarmRef): number {
  return alarmIndex(point, source)
}
