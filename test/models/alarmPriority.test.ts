import { expect, test } from 'vitest'
import { defaultRule } from '../../models/alarmRule.ts'
import type { PointSpec } from '../../models/kind.ts'
import { type KindName, kinds } from '../../models/kinds.ts'

/** The worst severity that the shipped rule of a point can reach, and the time its rationale leaves, minutes. */
const shipped = (Object.keys(kinds) as KindName[]).flatMap(kind =>
  Object.entries(kinds[kind].points as Readonly<Record<string, PointSpec>>).flatMap(([point, spec]) => {
    const rule = defaultRule(spec, kind)
    const limits = (['lowLow', 'low', 'high', 'highHigh'] as const).filter(
      each => rule.limits[each] !== undefined,
    )
    const worst = Math.max(0, ...limits.map(each => rule.severity[each]), ...Object.values(rule.states))
    return worst > 0 ? [{ name: `${kind}/${point}`, worst, within: rule.rationale.respondWithin }] : []
  }),
)

test('no shipped rule that leaves more time to respond stands above one that leaves minutes', () => {
  const urgent = shipped.filter(({ within }) => within !== undefined && within <= 5)
  const patient = shipped.filter(({ within }) => within !== undefined && within > 30)
  expect(urgent.map(({ name }) => name)).toContain('fireDetector/smoke')
  expect(patient.map(({ name }) => name)).toContain('noiseMeter/level')
  for (const { name, worst } of urgent)
    for (const other of patient) expect(worst, `${name} above ${other.name}`).toBeGreaterThan(other.worst)
})

test('noise of 95 dB(A) is below smoke and below gas', () => {
  const noise = defaultRule(kinds.noiseMeter.points.level, 'noiseMeter')
  const smoke = defaultRule(kinds.fireDetector.points.smoke, 'fireDetector')
  expect(noise.severity.highHigh).toBeLessThan(smoke.states[1]!)
  const gas = defaultRule(kinds.gasSensor.points.combustible, 'gasSensor')
  expect(noise.severity.highHigh).toBeLessThan(gas.severity.highHigh)
  expect(noise.severity.high).toBeGreaterThan(0)
})
