import { ALARM_SOURCES, type AlarmRef, type AlarmSource, type StandingAlarm } from './alarm.ts'
import { LONGEST_SHELF } from './alarmCycle.ts'
import { isPlainText } from './text.ts'
import type { Reply } from './wire.ts'

/** The orders a person may give on alarms; each is an event of the socket and a right of models/role.ts. */
export const ALARM_ORDERS = [
  'alarm:acknowledge',
  'alarm:reset',
  'alarm:shelve',
  'alarm:unshelve',
  'alarm:suppress',
  'alarm:unsuppress',
  'alarm:outOfService',
  'alarm:returnToService',
] as const
export type AlarmOrderName = (typeof ALARM_ORDERS)[number]

/** True for the name of an order on alarms. */
export function isAlarmOrder(name: string): name is AlarmOrderName {
  return (ALARM_ORDERS as readonly string[]).includes(name)
}

/** One order on some alarms. */
export interface AlarmOrder {
  readonly alarms: readonly AlarmRef[]
  /** Comment of an acknowledgement or reset; every other order must say why. */
  readonly reason?: string
  /** Shelving only: for how many minutes, and whether it ends sooner when the condition clears. */
  readonly minutes?: number
  readonly oneShot?: boolean
}

/** What came of an order: it is durable up to this journal number, and these alarms it did not fit. */
export interface AlarmOrderDone {
  readonly number: number
  readonly refused: readonly (AlarmRef & { readonly reason: string })[]
}

export type AlarmOrderEvents = {
  [N in AlarmOrderName]: (order: AlarmOrder, reply: (result: Reply<AlarmOrderDone>) => void) => void
}

/** Alarms that changed, with the number of the last journal row in them. */
export interface AlarmNews {
  /** The run of the server; numbers of another run may have been lost with it, so a viewer of another epoch gets a snapshot. */
  readonly epoch: number
  readonly number: number
  /** True when these are all alarms that are not quiet; false when they are changes. */
  readonly snapshot: boolean
  /** In the order of their numbers. State `normal` takes one away. */
  readonly alarms: readonly StandingAlarm[]
  /** One of several pages: true while more follow; only the number of the last, with false, counts. Absent for news by themselves. */
  readonly more?: boolean
}

/** Alarms of one message, and characters of them as JSON: a quarter of what models/parser.ts reads. */
export const MOST_OF_PAGE = 250
export const MOST_TEXT_OF_PAGE = 64 * 1024

/** How many of these alarms, from one on, go into one message; at least one while there are any. */
export function fitsPage(alarms: readonly StandingAlarm[], from: number): number {
  let text = 0
  let n = 0
  while (n < MOST_OF_PAGE && from + n < alarms.length) {
    text += textOf(alarms[from + n]!)
    if (n > 0 && text > MOST_TEXT_OF_PAGE) break
    n++
  }
  return n
}

/** Characters of an alarm as JSON, at most. */
function textOf({ by, reason, trip }: StandingAlarm): number {
  const feed = trip.feed ? JSON.stringify(trip.feed).length : 0
  return 440 + feed + JSON.stringify(by).length + JSON.stringify(reason).length
}

/** How far a viewer has heard. */
export interface AlarmsHave {
  readonly epoch: number
  readonly number: number
}

/** Alarms of one order, and characters of a reason. */
const MOST_ALARMS = 200
const LONGEST_REASON = 500

/** What is wrong with an order, or null. The types promise; this checks. */
export function alarmOrderFault(name: AlarmOrderName, order: unknown): string | null {
  const { alarms, reason, minutes, oneShot } = (order ?? {}) as Partial<Record<keyof AlarmOrder, unknown>>
  if (!Array.isArray(alarms) || alarms.length === 0 || alarms.length > MOST_ALARMS || !alarms.every(isRef))
    return `alarms must be 1 to ${MOST_ALARMS} of { point, source: ${ALARM_SOURCES.join(' | ')} }`
  if (reason !== undefined && (typeof reason !== 'string' || reason.length > LONGEST_REASON))
    return `reason must be text of at most ${LONGEST_REASON} characters`
  if (reason !== undefined && !isPlainText(reason))
    return 'reason must be plain text without control characters'
  if (name === 'alarm:acknowledge' || name === 'alarm:reset') return null
  if (typeof reason !== 'string' || reason.trim() === '') return 'reason must say why'
  if (name !== 'alarm:shelve') return null
  if (oneShot !== undefined && typeof oneShot !== 'boolean') return 'oneShot must be true or false'
  const longest = LONGEST_SHELF / 60_000
  if (typeof minutes !== 'number' || !(minutes > 0 && minutes <= longest))
    return `minutes must be above 0 and at most ${longest}`
  return null
}

/** True for how far a viewer may say it has heard. */
export function isAlarmsHave(have: unknown): have is AlarmsHave {
  const { epoch, number } = (have ?? {}) as Partial<Record<keyof AlarmsHave, unknown>>
  return Number.isInteger(epoch) && Number.isInteger(number)
}

function isRef(ref: unknown): ref is AlarmRef {
  const { point, source } = (ref ?? {}) as { point?: unknown; source?: unknown }
  return Number.isInteger(point) && (point as number) >= 0 && ALARM_SOURCES.includes(source as AlarmSource)
}
