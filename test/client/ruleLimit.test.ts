import { expect, test } from 'vitest'
import { ruleOf, versionAt } from '../../client/panels/alarms/ruleLimit.ts'
import { nameAlarmKey } from '../../client/panels/parts/nameAlarmKey.ts'
import { limitOf } from '../../models/alarmRule.ts'
import { numberPoints } from '../../models/points.ts'
import { sensor } from './sensor.ts'

const assets = [sensor('gas-1'), sensor('gas-2')]
const points = numberPoints(assets)
const point = points.find('gas-1', 'combustible')

test('the limit shown is the one an engineer set, for the asset it was set for', () => {
  const overrides = [
    { kind: 'gasSensor' as const, point: 'combustible', set: { limits: { high: 8 } } },
    { asset: 'gas-1', point: 'combustible', set: { limits: { high: 6 }, ratePerMinute: 3 } },
  ]
  const rule = ruleOf(overrides, points, assets, point)
  expect(limitOf(rule, 'high')).toBe(6)
  expect(limitOf(rule, 'highHigh')).toBe(25)
  expect(limitOf(rule, 'rate')).toBe(3)
  expect(limitOf(rule, 'bad')).toBeNull()
  const other = points.find('gas-2', 'combustible')
  expect(limitOf(ruleOf(overrides, points, assets, other), 'high')).toBe(8)
  expect(limitOf(ruleOf([], points, assets, other), 'high')).toBe(10)
})

test('the rules of a past instant are the last written before it', () => {
  const versions = [
    { version: 3, at: 300 },
    { version: 2, at: 200 },
  ]
  expect([100, 200, 299, 300].map(at => versionAt(versions, at))).toEqual([0, 2, 2, 3])
})

test('an alarm of the journal is named as its thing is called, and stays as it came when unknown', () => {
  const world = { site: { assets }, points } as unknown as Parameters<typeof nameAlarmKey>[1]
  const say = (key: string) => key
  expect(nameAlarmKey('gas-2/combustible/0:level', world, 'ko', say)).toEqual({
    asset: 'gas-2',
    point: '가연성 가스 · alarmSource.level',
  })
  expect(nameAlarmKey('gone-1/x/0:level', world, 'ko', say).asset).toBe('gone-1/x/0:level')
})
