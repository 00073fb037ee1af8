import { afterEach, expect, test } from 'vitest'
import { presentSummary } from '../../client/live/alarmSummary.ts'
import { hearAlarms, presentAlarms, showPastAlarms, showPresentAlarms } from '../../client/live/alarms.ts'
import { groupAlarms } from '../../client/panels/alarms/alarmGroups.ts'
import { goneOff, newestWaiting } from '../../client/panels/alarms/waiting.ts'
import { alarmIndex, type StandingAlarm } from '../../models/alarm.ts'
import { alarmOf } from './sensor.ts'

afterEach(() => showPresentAlarms())

const trip = (alarm: StandingAlarm, at: number, more: Partial<StandingAlarm> = {}): StandingAlarm => ({
  ...alarm,
  ...more,
  trip: { ...alarm.trip, at },
})
const at = (point: number, severity: 1 | 2 | 3, when: number, state: StandingAlarm['state']) =>
  trip(alarmOf(point, severity, point + 1), when, { state, active: state === 'unacknowledged' })

test('the alarm to act on is the newest that waits, returned ones among them; of equals the worst', () => {
  const old = at(1, 3, 100, 'unacknowledged')
  const returned = at(2, 1, 300, 'returned')
  const seen = at(3, 3, 400, 'acknowledged')
  expect(newestWaiting([old, returned, seen])).toBe(returned)
  const worse = at(4, 3, 300, 'latchedUnacknowledged')
  expect(newestWaiting([returned, worse, old])).toBe(worse)
  expect(newestWaiting([seen, at(5, 3, 500, 'shelved')])).toBeNull()
})

test('the strip counts the present while the past is shown, and what returned unacknowledged with it', () => {
  const list = [at(1, 3, 1, 'returned'), at(2, 2, 2, 'unacknowledged'), at(3, 2, 3, 'latchedAcknowledged')]
  hearAlarms({ epoch: 1, number: 3, snapshot: true, alarms: list })
  showPastAlarms([])
  const { all, bySeverity } = presentSummary()
  expect(all).toMatchObject({ count: 3, returned: 1, unacknowledged: 1, latched: 1 })
  expect(bySeverity[3]).toMatchObject({ count: 1, returned: 1 })
  expect(presentSummary()).toBe(presentSummary())
  expect(presentAlarms.getState().all.size).toBe(3)
})

test('the first list holds all that wait, returned and latched too: it is never empty while one waits', () => {
  const groups = groupAlarms([
    at(1, 1, 1, 'returned'),
    at(2, 3, 1, 'latchedUnacknowledged'),
    at(3, 2, 1, 'latchedAcknowledged'),
    at(4, 1, 1, 'shelved'),
  ])
  expect(groups.unacknowledged.map(({ point }) => point)).toEqual([2, 1])
  expect(groups.acknowledged.map(({ point }) => point)).toEqual([3])
  expect(groups.shelved).toHaveLength(1)
})

test('what goes off, goes off anew or gets worse is news; what is seen, shelved or told again is none', () => {
  const map = (...alarms: StandingAlarm[]) =>
    new Map(alarms.map(alarm => [alarmIndex(alarm.point, alarm.source), alarm]))
  const before = map(at(1, 2, 100, 'unacknowledged'), at(2, 2, 100, 'acknowledged'))
  const again = at(1, 2, 200, 'unacknowledged')
  const worse = at(2, 3, 100, 'unacknowledged')
  const fresh = at(3, 1, 50, 'unacknowledged')
  expect(goneOff(before, before)).toEqual([])
  expect(goneOff(before, map(again, worse, fresh))).toEqual([again, worse, fresh])
  expect(goneOff(before, map(at(3, 3, 300, 'shelved'), at(2, 3, 300, 'acknowledged')))).toEqual([])
})
