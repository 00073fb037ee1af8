import { beforeEach, expect, test } from 'vitest'
import { moveIn, rangeOf } from '../../client/panels/alarms/gridKeys.ts'
import { type AlarmWords, pickAlarms } from '../../client/panels/alarms/pickAlarms.ts'
import { scrollTo, windowOf } from '../../client/panels/alarms/windowOf.ts'
import { NO_FILTER, useAlarmList } from '../../client/state/alarmList.ts'
import type { StandingAlarm } from '../../models/alarm.ts'
import { alarmOf } from './sensor.ts'

const ASSETS = ['월림 가스 감지기 10', '월림 가스 감지기 2', '차룡 화재 감지기 1']
const words: AlarmWords = {
  asset: ({ point }) => ASSETS[point % 3]!,
  alarm: () => '가연성 가스 · 상한 초과',
  area: ({ point }) => (point % 3 === 2 ? '차룡' : '월림'),
  kind: ({ point }) => (point % 3 === 2 ? 'fireDetector' : 'gasSensor'),
  areaIndex: ({ point }) => (point % 3 === 2 ? 1 : 0),
}
const USUAL = { sort: 'urgency', reversed: false } as const

function alarm(point: number, severity: 1 | 2 | 3, at: number, state: StandingAlarm['state']): StandingAlarm {
  const made = alarmOf(point, severity, 1)
  return { ...made, state, trip: { ...made.trip, at } }
}
const list = [
  alarm(0, 1, 300, 'unacknowledged'),
  alarm(1, 3, 100, 'returned'),
  alarm(2, 3, 200, 'unacknowledged'),
  alarm(3, 2, 400, 'latchedUnacknowledged'),
]
const points = (alarms: readonly StandingAlarm[]) => alarms.map(({ point }) => point)

beforeEach(() =>
  useAlarmList.setState({ tab: 'unacknowledged', filter: NO_FILTER, sort: 'urgency', reversed: false }),
)

test('the list stands by urgency, by time, by name with numbers as numbers, and either way round', () => {
  expect(points(pickAlarms(list, NO_FILTER, USUAL, words))).toEqual([2, 1, 3, 0])
  expect(points(pickAlarms(list, NO_FILTER, { sort: 'time', reversed: false }, words))).toEqual([3, 0, 2, 1])
  expect(points(pickAlarms(list, NO_FILTER, { sort: 'time', reversed: true }, words))).toEqual([1, 2, 0, 3])
  expect(points(pickAlarms(list, NO_FILTER, { sort: 'asset', reversed: false }, words))).toEqual([1, 3, 0, 2])
})

test('a filter leaves the severities, states, kind, area and text asked for, together', () => {
  const pick = (filter: object) => points(pickAlarms(list, { ...NO_FILTER, ...filter }, USUAL, words))
  expect(pick({ severities: [3] })).toEqual([2, 1])
  expect(pick({ claims: ['returned'] })).toEqual([1, 3])
  expect(pick({ kind: 'fireDetector' })).toEqual([2])
  expect(pick({ area: 0 })).toEqual([1, 3, 0])
  expect(pick({ text: ' 차룡 ' })).toEqual([2])
  expect(pick({ text: '감지기', severities: [2, 3], claims: ['returned'], area: 0 })).toEqual([1, 3])
  expect(pick({ text: 'nothing is called so' })).toEqual([])
})

test('ordering by the same column again turns it round; a count of the strip opens just its alarms', () => {
  const { sortBy, show } = useAlarmList.getState()
  sortBy('time')
  expect(useAlarmList.getState()).toMatchObject({ sort: 'time', reversed: false })
  sortBy('time')
  expect(useAlarmList.getState()).toMatchObject({ sort: 'time', reversed: true })
  sortBy('area')
  expect(useAlarmList.getState()).toMatchObject({ sort: 'area', reversed: false })
  useAlarmList.getState().setFilter({ text: 'gas', area: 3 })
  show('acknowledged', { severities: [2] })
  expect(useAlarmList.getState()).toMatchObject({
    tab: 'acknowledged',
    filter: { ...NO_FILTER, severities: [2] },
  })
})

test('of fifty thousand alarms only those in sight are drawn, at either end and in the middle', () => {
  const many = Array.from({ length: 50_000 }, (_, i) => alarm(i, 1, i, 'unacknowledged'))
  const before = performance.now()
  expect(
    pickAlarms(many, { ...NO_FILTER, text: '월림' }, { sort: 'asset', reversed: false }, words),
  ).toHaveLength(33_334)
  expect(performance.now() - before).toBeLessThan(5_000)
  for (const scrolled of [0, 1_000_000, 50_000 * 48 - 480]) {
    const [from, to] = windowOf(50_000, 48, scrolled, 480)
    expect(to - from).toBeLessThanOrEqual(24)
    expect(from * 48).toBeLessThanOrEqual(scrolled)
    expect(to * 48).toBeGreaterThanOrEqual(scrolled + 480)
  }
  expect(windowOf(0, 48, 0, 480)).toEqual([0, 0])
  expect(windowOf(3, 48, 900, 480)).toEqual([0, 3])
})

test('keys move within the list, and what they reach is in sight', () => {
  expect(moveIn('ArrowDown', -1, 5, 3)).toBe(0)
  expect(moveIn('ArrowUp', 0, 5, 3)).toBe(0)
  expect(moveIn('PageDown', 1, 5, 3)).toBe(4)
  expect(moveIn('End', 0, 5, 3)).toBe(4)
  expect(moveIn('x', 0, 5, 3)).toBeNull()
  expect(moveIn('ArrowDown', 0, 0, 3)).toBeNull()
  expect(rangeOf([1, 2, 3, 4], 3, 1)).toEqual([2, 3, 4])
  expect(scrollTo(0, 48, 500, 480)).toBe(0)
  expect(scrollTo(20, 48, 0, 480)).toBe(20 * 48 + 48 - 480)
  expect(scrollTo(5, 48, 100, 480)).toBe(100)
})
