import { createStore } from 'zustand/vanilla'
import { ALARM_SOURCES, type Alarm, alarmIndex, type StandingAlarm } from '../../models/alarm.ts'
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

/** Alarms from which on changes are shown together, and milliseconds between two such showings. */
const MANY = 5_000
const SHOW_EVERY = 500

/** Alarms in the making: the next showing copies them. */
interface Book {
  readonly all: Map<number, StandingAlarm>
  readonly byPoint: Map<number, Alarm>
}

let book: Book = emptyBook()
/** Pages that are still to come, and into what they go: a book of their own where they are all alarms. */
let coming: { readonly epoch: number; readonly into: Book } | null = null
/** Alarms of the past instant whose last page has not come yet. */
let comingPast: Book | null = null
let showing: ReturnType<typeof setTimeout> | null = null

/**
 * Take in news of the present, the pages after joining among them. What comes twice or late changes nothing. False for
 * changes of another epoch than the one known: they stand on nothing, and all must be asked for again.
 */
export function hearAlarms({ epoch, number, snapshot, alarms: news, more }: AlarmNews): boolean {
  const { have } = presentAlarms.getState()
  if (snapshot) coming = { epoch, into: emptyBook() }
  else if (coming?.epoch !== epoch) {
    coming = null
    if (have?.epoch !== epoch) return false
  }
  if (more && !coming) coming = { epoch, into: book }
  const into = coming?.into ?? book
  for (const alarm of news) take(into, alarm)
  // News that come between two pages bring nobody up to a number: the pages before it are not all there.
  const whole = snapshot ? !more : more === false || (more === undefined && !coming)
  if (!whole) {
    if (into === book) show(false)
    return true
  }
  coming = null
  book = into
  const newest = snapshot || have?.epoch !== epoch ? number : Math.max(number, have.number)
  presentAlarms.setState({ have: { epoch, number: newest } })
  show(snapshot || !presentAlarms.getState().known)
  return true
}

/** Count the alarms as unheard, so that the next watch brings all of them. Those known stay until then. */
export function forgetAlarms(): void {
  coming = null
  presentAlarms.setState({ have: null })
}

/** Forget every alarm, of the present and of the past: other eyes look. */
export function emptyAlarms(): void {
  if (showing) clearTimeout(showing)
  showing = null
  coming = null
  comingPast = null
  book = emptyBook()
  presentAlarms.setState(nothing())
  alarms.setState(nothing())
}

/** Show the alarms of a past instant; null where no journal tells them. Where `more` follow they are known when the last page is there. */
export function showPastAlarms(then: readonly StandingAlarm[] | null, more = false): void {
  past = true
  comingPast = emptyBook()
  if (then && more) for (const alarm of then) take(comingPast, alarm)
  else finishPast(then)
}

/** The next page of the alarms of the past instant. */
export function hearPastPage({ alarms: page, more }: AlarmNews): void {
  if (comingPast && past) finishPast(page, more)
}

/** Show the alarms of the present again. */
export function showPresentAlarms(): void {
  past = false
  comingPast = null
  alarms.setState(presentAlarms.getState())
}

function finishPast(page: readonly StandingAlarm[] | null, more = false): void {
  const into = comingPast ?? emptyBook()
  for (const alarm of page ?? []) take(into, alarm)
  if (more) return
  comingPast = null
  alarms.setState({ known: page !== null, have: null, ...into })
}

function emptyBook(): Book {
  return { all: new Map(), byPoint: new Map() }
}

function take({ all, byPoint }: Book, alarm: StandingAlarm): void {
  const index = alarmIndex(alarm.point, alarm.source)
  const known = all.get(index)
  if (known && known.number > alarm.number) return
  if (alarm.state === 'normal') all.delete(index)
  else all.set(index, alarm)
  const worst = worstOf(all, alarm.point)
  if (worst) byPoint.set(alarm.point, worst)
  else byPoint.delete(alarm.point)
}

/** Show what is known: at once while it is little, else some times a second, so that a flood leaves room for work. */
function show(atOnce: boolean): void {
  if (atOnce || book.all.size < MANY) showNow()
  else {
    showing ??= setTimeout(showNow, SHOW_EVERY)
    if (!past) alarms.setState({ have: presentAlarms.getState().have })
  }
}

function showNow(): void {
  if (showing) clearTimeout(showing)
  showing = null
  presentAlarms.setState({ known: true, all: new Map(book.all), byPoint: new Map(book.byPoint) })
  if (!past) alarms.setState(presentAlarms.getState())
}

function worstOf(all: ReadonlyMap<number, StandingAlarm>, point: number): Alarm | null {
  let worst: Alarm | null = null
  for (const source of ALARM_SOURCES) {
    const alarm = all.get(alarmIndex(point, source))
    if (!alarm?.active || HIDDEN.has(alarm.state)) continue
    if (!worst || alarm.severity > worst.severity) worst = alarm
  }
  return worst
}

const HIDDEN: ReadonlySet<string> = new Set(['shelved', 'suppressed', 'outOfService'])
