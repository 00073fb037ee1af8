import type { Alarm, FeedLoss, Trip } from '../../../models/alarm.ts'
import type { PointSpec } from '../../../models/kind.ts'
import { nameIn } from '../../../models/nameIn.ts'
import type { Say } from '../../words/words.ts'

type Tripped = Pick<Alarm, 'cause' | 'value' | 'severity'> & Pick<Trip, 'feed'>

/** What a point's alarm is, in words that need no other: "연기 감지", "가연성 가스 · 상한 초과". */
export function sayAlarm(alarm: Tripped, spec: PointSpec, language: string, say: Say): string {
  if (alarm.feed) return sayFeed(alarm.feed, say)
  const point = nameIn(spec.name, language)
  const state = tripped(alarm, spec)
  if (state === null) return say('cause.of', { point, cause: say(`cause.${alarm.cause}`) })
  return say('cause.stateOf', { point, state: nameIn(state, language) })
}

/** Why a point is in alarm, beside its name: the state that tripped it, else the limit it left. */
export function sayCause(alarm: Tripped, spec: PointSpec, language: string, say: Say): string {
  if (alarm.feed) return sayFeed(alarm.feed, say)
  const state = tripped(alarm, spec)
  return state === null ? say(`cause.${alarm.cause}`) : nameIn(state, language)
}

/** Who went away, and what it fed. */
function sayFeed({ name, points, assets }: FeedLoss, say: Say): string {
  const counts = { points, assets }
  return name === '' ? say('cause.feedOfOne', counts) : say('cause.feed', { ...counts, feeder: name })
}

/** The state behind a state alarm; when the value has moved on since, the one that has the alarm's severity. */
function tripped({ cause, value, severity }: Tripped, { states, alarmStates = {} }: PointSpec) {
  if (cause !== 'state' || !states) return null
  const codes = Object.keys(alarmStates).map(Number)
  const code = codes.includes(value) ? value : codes.find(one => alarmStates[one] === severity)
  return states[code ?? codes[0] ?? -1] ?? null
}
