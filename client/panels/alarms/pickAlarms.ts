import type { StandingAlarm } from '../../../models/alarm.ts'
import { claimOf, worseFirst } from '../../../models/alarmSummary.ts'
import type { AlarmFilter, Sort } from '../../state/alarmList.ts'

/** What an alarm is called where it is searched and sorted, in the language of the screen. */
export interface AlarmWords {
  readonly asset: (alarm: StandingAlarm) => string
  readonly alarm: (alarm: StandingAlarm) => string
  readonly area: (alarm: StandingAlarm) => string
  /** Name of the kind of its asset, as the filter holds it. */
  readonly kind: (alarm: StandingAlarm) => string
  /** Index of its sub-district; -1 for none. */
  readonly areaIndex: (alarm: StandingAlarm) => number
}

/** The alarms a filter leaves, in the order asked for; alarms that an order does not tell apart stand by urgency. */
export function pickAlarms(
  list: readonly StandingAlarm[],
  filter: AlarmFilter,
  { sort, reversed }: { readonly sort: Sort; readonly reversed: boolean },
  words: AlarmWords,
): StandingAlarm[] {
  const text = filter.text.trim().toLocaleLowerCase()
  const picked = list.filter(alarm => {
    if (filter.severities.length > 0 && !filter.severities.includes(alarm.severity)) return false
    const claim = claimOf(alarm.state)
    if (filter.claims.length > 0 && !(claim && filter.claims.includes(claim))) return false
    if (filter.kind !== null && words.kind(alarm) !== filter.kind) return false
    if (filter.area !== null && words.areaIndex(alarm) !== filter.area) return false
    if (text === '') return true
    return [words.asset, words.alarm, words.area].some(say => say(alarm).toLocaleLowerCase().includes(text))
  })
  const compare = orderBy(sort, words)
  picked.sort((a, b) => compare(a, b) || worseFirst(a, b))
  return reversed ? picked.reverse() : picked
}

function orderBy(sort: Sort, words: AlarmWords): (a: StandingAlarm, b: StandingAlarm) => number {
  if (sort === 'urgency') return worseFirst
  if (sort === 'time') return (a, b) => b.trip.at - a.trip.at
  const collator = new Intl.Collator(undefined, { numeric: true })
  const said = new Map<StandingAlarm, string>()
  const say = (alarm: StandingAlarm) => {
    const known = said.get(alarm)
    if (known !== undefined) return known
    const text = words[sort](alarm)
    said.set(alarm, text)
    return text
  }
  return (a, b) => collator.compare(say(a), say(b))
}
