import { expect, test } from 'vitest'
import { DelayedConditions } from '../../models/alarmDelay.ts'
import {
  causeOf,
  detectorOf,
  levelOf,
  pack,
  qualityOf,
  rateOf,
  severityOf,
  stateOf,
} from '../../models/alarmDetect.ts'
import { FirstOut } from '../../models/alarmFirstOut.ts'
import { changeRule, defaultRule, faultOf, overridesOf } from '../../models/alarmRule.ts'
import type { Kind, PointSpec } from '../../models/kind.ts'
import { kinds } from '../../models/kinds.ts'
import { QUALITY } from '../../models/quality.ts'

const spec: PointSpec = {
  name: { ko: '온도', en: 'Temperature', ja: '温度', zh: '温度' },
  unit: '°C',
  range: [-50, 200],
  resolution: 0.1,
  every: 5,
  limits: { lowLow: -20, low: 0, high: 80, highHigh: 100, deadband: 5 },
}
const rule = defaultRule(spec, 'solar')
const detector = detectorOf(rule)
/** Levels of a row of values, one after the other. */
const levels = (...values: number[]) => {
  let before = 0
  return values.map(value => {
    before = levelOf(detector, value, before)
    return causeOf(before)
  })
}

test('each limit has its level and severity; between them is none', () => {
  expect(levels(20, 80, 20, 100, 20, 0, 20, -20)).toEqual([
    null,
    'high',
    null,
    'highHigh',
    null,
    'low',
    null,
    'lowLow',
  ])
  expect(severityOf(levelOf(detector, 100, 0))).toBe(3)
  expect(severityOf(levelOf(detector, 80, 0))).toBe(2)
})

test('a level is left only by the deadband, on both sides', () => {
  expect(levels(80, 75.1, 74.9)).toEqual(['high', 'high', null])
  expect(levels(100, 95.1, 94.9, 74.9)).toEqual(['highHigh', 'highHigh', 'high', null])
  expect(levels(0, 4.9, 5.1)).toEqual(['low', 'low', null])
  expect(levels(-20, -15.1, -14.9, 5.1)).toEqual(['lowLow', 'lowLow', 'low', null])
  expect(levels(78)).toEqual([null])
})

test('a cause worth nothing is no limit', () => {
  const off = detectorOf(changeRule(rule, { severity: { highHigh: 0 }, limits: { low: null } }))
  expect(causeOf(levelOf(off, 150, 0))).toBe('high')
  expect(levelOf(off, -10, 0)).toBe(0)
})

test('a rate is judged per minute and ends at 80 % of its limit', () => {
  const d = detectorOf(changeRule(rule, { ratePerMinute: 6 }))
  expect(rateOf(d, 20.6, 20, 5, 0)).toBe(d.packed.rate)
  expect(rateOf(d, 20.45, 20, 5, 0)).toBe(0)
  expect(rateOf(d, 19.55, 20, 5, d.packed.rate)).toBe(d.packed.rate)
  expect(rateOf(d, 20.3, 20, 5, d.packed.rate)).toBe(0)
  expect(rateOf(d, 99, Number.NaN, 5, 0)).toBe(0)
  expect(rateOf(d, 99, 20, 0, 0)).toBe(0)
  expect(rateOf(detector, 99, 20, 1, 0)).toBe(0)
})

test('state codes, bad and stale readings', () => {
  const d = detectorOf({ ...rule, states: { 2: 3, 1: 0 }, severity: { ...rule.severity, stale: 1 } })
  expect(stateOf(d, 2)).toBe(pack('state', 3))
  expect(stateOf(d, 1)).toBe(0)
  expect(stateOf(d, 7)).toBe(0)
  expect(qualityOf(d, QUALITY.bad)).toBe(pack('bad', 1))
  expect(qualityOf(d, QUALITY.stale)).toBe(pack('stale', 1))
  expect(qualityOf(d, QUALITY.simulated)).toBe(0)
  expect(qualityOf(detector, QUALITY.stale)).toBe(0)
  expect(defaultRule(spec, 'gasSensor').severity.stale).toBe(1)
})

const high = pack('high', 2)
const highHigh = pack('highHigh', 3)

test('a condition counts after the on-delay and is over after the off-delay', () => {
  const conditions = new DelayedConditions(4)
  const changes: number[] = []
  const pass = (at: number) => conditions.pass(at, index => changes.push(index))
  expect(conditions.offer(1, high, 0, 10, 5)).toBe(false)
  pass(9_999)
  expect(changes).toEqual([])
  pass(10_000)
  expect([changes, conditions.confirmed[1]]).toEqual([[1], high])
  conditions.offer(1, 0, 11_000, 10, 5)
  pass(15_999)
  expect(conditions.confirmed[1]).toBe(high)
  pass(16_000)
  expect(conditions.confirmed[1]).toBe(0)
})

test('a condition that does not last never counts; without a delay it counts at once', () => {
  const conditions = new DelayedConditions(2)
  conditions.offer(0, high, 0, 10, 0)
  conditions.offer(0, 0, 9_000, 10, 0)
  conditions.offer(0, high, 9_500, 10, 0)
  conditions.pass(10_500, () => expect.unreachable())
  expect(conditions.confirmed[0]).toBe(0)
  expect(conditions.offer(1, high, 0, 0, 0)).toBe(true)
  expect(conditions.offer(1, high, 0, 0, 0)).toBe(false)
})

test('a clock set back does not put a delay off', () => {
  const conditions = new DelayedConditions(1)
  conditions.pass(3_600_000, () => undefined)
  conditions.offer(0, high, 3_600_000, 10, 0)
  conditions.pass(3_605_000, () => expect.unreachable())
  conditions.pass(5_000, () => expect.unreachable())
  conditions.pass(10_000, () => undefined)
  expect(conditions.confirmed[0]).toBe(high)
})

test('wandering between two levels does not put the on-delay off for ever', () => {
  const conditions = new DelayedConditions(1)
  for (let at = 0; at < 10_000; at += 1_000) conditions.offer(0, at % 2_000 ? high : highHigh, at, 10, 0)
  conditions.pass(10_000, () => undefined)
  expect(conditions.confirmed[0]).toBe(high)
})

test('the first of a group stays the first until the group has been clear', () => {
  const group = new FirstOut()
  expect([group.raise(7), group.raise(3), group.raise(7)]).toEqual([true, false, true])
  group.clear(7)
  expect(group.raise(9)).toBe(false)
  group.clear(3)
  group.clear(9)
  expect(group.raise(3)).toBe(true)
})

test('overrides go from kinds to assets to points, and the later of equals wins', () => {
  const overrides = [
    { asset: 'a', point: 't', set: { onDelay: 3 } },
    { kind: 'solar', set: { onDelay: 1, offDelay: 1 } },
    { asset: 'a', set: { onDelay: 2 } },
    { kind: 'wind', set: { onDelay: 9 } },
    { set: { onDelay: 9 } },
  ] as const
  const found = overridesOf(overrides, 'solar', 'a', 't')
  expect(found.map(o => o.set.onDelay)).toEqual([1, 2, 3])
  expect(found.reduce((r, o) => changeRule(r, o.set), rule)).toMatchObject({ onDelay: 3, offDelay: 1 })
  expect(overridesOf(overrides, 'solar', 'b', 'u').map(o => o.set.onDelay)).toEqual([1])
})

test.each([
  [{ limits: { high: 120 } }, 'must rise'],
  [{ limits: { highHigh: 900 } }, 'outside'],
  [{ limits: { deadband: -1 } }, 'deadband'],
  [{ limits: { deadband: 90 } }, 'no way back'],
  [{ ratePerMinute: 0 }, 'ratePerMinute'],
  [{ states: { 4: 2 } }, 'no state 4'],
] as const)('the rule change %j is a fault', (change, words) => {
  expect(faultOf(changeRule(rule, change), spec)).toContain(words)
  expect(faultOf(rule, spec)).toBeNull()
})

test('every first rationalisation is of a point with limits or alarm states, in both languages', () => {
  for (const [kind, { points }] of Object.entries(kinds as Record<string, Kind>))
    for (const [point, each] of Object.entries(points)) {
      const { action, cause, respondWithin } = each.rationale ?? {}
      if (!action) continue
      expect(each.limits ?? each.alarmStates, `${kind}/${point}`).toBeDefined()
      expect([action.ko, action.en, cause?.ko].every(Boolean)).toBe(true)
      expect(respondWithin).toBeGreaterThan(0)
    }
  expect(kinds.gasSensor.points.combustible.rationale.action?.en).toContain('evacuate')
  expect(defaultRule(kinds.bus.points.speed, 'bus').rationale).toEqual({})
})
