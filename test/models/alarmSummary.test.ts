import { expect, test } from 'vitest'
import { ALARM_STATES, type StandingAlarm } from '../../models/alarm.ts'
import { ALARM_CLAIMS, claimOf, isLatched, summarise } from '../../models/alarmSummary.ts'

/** Two assets in one building and block, a third elsewhere in the same sub-district; point k belongs to asset k % 3. */
const assets = [
  { feature: 7, block: 1, subdistrict: 0 },
  { feature: 7, block: 1, subdistrict: 0 },
  { feature: -1, block: -1, subdistrict: 0 },
]
const assetOf = [0, 1, 2, 0, 1, 2]

const alarm = (
  point: number,
  state: StandingAlarm['state'],
  severity: StandingAlarm['severity'],
  more: Partial<StandingAlarm> = {},
): StandingAlarm => ({
  point,
  source: 'level',
  severity,
  cause: 'high',
  value: 3,
  since: 0,
  trip: { cause: 'highHigh', severity, value: 41, at: point, limit: 40 },
  simulated: false,
  state,
  active: state === 'unacknowledged' || state === 'acknowledged',
  number: point,
  first: false,
  until: null,
  by: null,
  reason: null,
  ...more,
})

test('what cleared and nobody acknowledged counts, latched too, and what is kept out of sight does not', () => {
  const { all, bySeverity, list } = summarise(
    ALARM_STATES.map((state, point) => alarm(point % 6, state, 2)),
    assets,
    assetOf,
  )
  expect(all).toMatchObject({
    count: 5,
    severity: 2,
    claim: 'unacknowledged',
    unacknowledged: 1,
    acknowledged: 1,
    returned: 2,
    latched: 1,
  })
  expect(bySeverity.map(({ count }) => count)).toEqual([0, 0, 5, 0])
  expect(list.map(({ state }) => state)).toEqual([
    'unacknowledged',
    'acknowledged',
    'latchedUnacknowledged',
    'returned',
    'latchedAcknowledged',
  ])
  expect(list.filter(({ state }) => isLatched(state))).toHaveLength(2)
})

test('a place whose alarms have all cleared still asks for its acknowledgement, at every level', () => {
  const {
    assets: byAsset,
    features,
    blocks,
    subdistricts,
    points,
  } = summarise([alarm(0, 'returned', 3), alarm(5, 'acknowledged', 1, { simulated: true })], assets, assetOf)
  const asks = { count: 1, severity: 3, claim: 'returned', returned: 1 }
  expect(byAsset.get(0)).toMatchObject(asks)
  expect(features.get(7)).toMatchObject(asks)
  expect(blocks.get(1)).toMatchObject(asks)
  expect(subdistricts.get(0)).toMatchObject({ ...asks, count: 2, acknowledged: 1, simulated: 1 })
  expect(points.get(0)!.trip).toEqual({ cause: 'highHigh', severity: 3, value: 41, at: 0, limit: 40 })
})

test('the worst of a point is by severity and then by what it asks', () => {
  const worst = (...each: StandingAlarm[]) => summarise(each, assets, assetOf).points.get(0)!
  const [waits, known, gone] = [
    alarm(0, 'unacknowledged', 2),
    alarm(0, 'acknowledged', 2),
    alarm(0, 'returned', 3),
  ]
  expect(worst(known, waits)).toBe(waits)
  expect(worst(waits, gone)).toBe(gone)
})

test('the parts of a tally add up, whatever the alarms and their order (seeded)', () => {
  let seed = 20261128
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  for (let round = 0; round < 200; round++) {
    const some = Array.from({ length: random(40) }, () =>
      alarm(random(6), ALARM_STATES[random(9)]!, random(4) as StandingAlarm['severity']),
    )
    const { all, bySeverity, assets: byAsset, list } = summarise(some, assets, assetOf)
    expect(ALARM_CLAIMS.reduce((sum, claim) => sum + all[claim], 0)).toBe(all.count)
    expect(bySeverity.reduce((sum, { count }) => sum + count, 0)).toBe(all.count)
    expect([...byAsset.values()].reduce((sum, { count }) => sum + count, 0)).toBe(all.count)
    expect(some.filter(({ state }) => claimOf(state) !== null)).toHaveLength(all.count)
    expect(all.severity).toBe(list.reduce((worst, { severity }) => Math.max(worst, severity), 0))
    expect(all.claim).toBe(list[0] ? claimOf(list[0].state) : null)
    const again = summarise([...some].reverse(), assets, assetOf)
    expect(again.all).toEqual(all)
  }
})
