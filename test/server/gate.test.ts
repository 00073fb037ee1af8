import { expect, test } from 'vitest'
import { numberPoints } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import { Gate } from '../../server/ingest/accept.ts'
import { Batch } from '../../server/ingest/Batch.ts'
import { convert } from '../../server/ingest/convert.ts'
import type { Offer } from '../../server/ingest/Offer.ts'
import { Recent } from '../../server/twin/recent.ts'
import { Twin } from '../../server/twin/twin.ts'
import { looseAlarms } from './alarms/looseAlarms.ts'
import { NOON, smallSite, TestClock } from './fixture.ts'

function stand() {
  const clock = new TestClock()
  const { assets } = smallSite()
  const points = numberPoints(assets)
  const twin = new Twin(points)
  return {
    clock,
    points,
    twin,
    alarms: looseAlarms(twin, assets, clock),
    recent: new Recent(twin),
    gate: new Gate(points, twin, clock),
  }
}
const pm: Offer = { asset: 'airstation', point: 'pm25', value: 30 }

test.each([
  ['malformed', { point: 'pm25', value: 1 }],
  ['malformed', { ...pm, part: -1 }],
  ['malformed', { ...pm, at: 'yesterday' }],
  ['unknownPoint', { ...pm, asset: 'nowhere' }],
  ['unknownPoint', { ...pm, part: 1 }],
  ['unknownPoint', { ...pm, point: '__proto__' }],
  ['notANumber', { ...pm, value: '30' }],
  ['notANumber', { ...pm, value: Number.NaN }],
  ['wrongUnit', { ...pm, unit: 'kW' }],
  ['outOfRange', { ...pm, value: 1_001 }],
  ['outOfRange', { ...pm, value: -1 }],
  ['future', { ...pm, at: NOON + 6_000 }],
  ['tooOld', { ...pm, at: NOON - 31 * 24 * 3_600_000 }],
  ['badQuality', { ...pm, quality: 'simulated' }],
] as const)('refuses as %s: %j', (reason, offer) => {
  const { gate, twin } = stand()
  expect(gate.offer(offer, 'test')?.reason).toBe(reason)
  expect(gate.rejected.get(`test ${reason}`)).toBe(1)
  expect(gate.recent[0]?.reason).toBe(reason)
  expect(twin.quality.every(q => q === QUALITY.none)).toBe(true)
})

test('takes a good sample at its own instant', () => {
  const { gate, twin, points } = stand()
  expect(gate.offer({ ...pm, at: NOON - 1000 }, 'test')).toBeNull()
  const i = points.find('airstation', 'pm25')
  expect([twin.values[i], twin.quality[i], twin.times[i]]).toEqual([30, QUALITY.good, NOON - 1000])
})

test('a sample behind a newer one goes to history and leaves the present alone', () => {
  const { gate, twin, points } = stand()
  const past: number[][] = []
  twin.hearPast((...what) => past.push(what))
  gate.offer({ ...pm, at: NOON }, 'test')
  expect(gate.offer({ ...pm, value: 5, at: NOON - 1 }, 'test')).toBeNull()
  const i = points.find('airstation', 'pm25')
  expect(twin.values[i]).toBe(30)
  expect(past).toEqual([[i, 5, QUALITY.good, NOON - 1]])
  expect(gate.tally('test').report(NOON)).toMatchObject({ accepted: 2, past: 1 })
})

test('a sample of the same point and source time is taken once, in order or not', () => {
  const { gate, twin, points } = stand()
  const past: number[] = []
  twin.hearPast((_, value) => past.push(value))
  for (const at of [NOON - 2000, NOON, NOON - 1000]) gate.offer({ ...pm, at }, 'test')
  for (const at of [NOON - 1000, NOON, NOON - 2000])
    expect(gate.offer({ ...pm, value: 99, at }, 'test')?.reason).toBe('duplicate')
  expect(past).toEqual([30])
  expect(twin.values[points.find('airstation', 'pm25')]).toBe(30)
})

test('samples that state no time follow each other, also within a millisecond', () => {
  const { gate, twin, points } = stand()
  for (const value of [1, 2, 3]) expect(gate.offer({ ...pm, value }, 'test')).toBeNull()
  expect(twin.values[points.find('airstation', 'pm25')]).toBe(3)
  gate.offer({ ...pm, value: 4, at: NOON - 1 }, 'test')
  expect(twin.values[points.find('airstation', 'pm25')]).toBe(3)
})

test('a batch of resolved points is taken by the same rules', () => {
  const { gate, twin, points } = stand()
  const i = points.find('airstation', 'pm25')
  const batch = new Batch(8)
  batch.add(i, 20, NOON - 10, QUALITY.good)
  batch.add(i, 21, NOON - 20, QUALITY.good)
  batch.add(i, 22, NOON - 10, QUALITY.good)
  batch.add(i, 5_000, NOON, QUALITY.good)
  batch.add(i, Number.NaN, NOON, QUALITY.good)
  batch.add(i, 23, NOON + 6_000, QUALITY.good)
  batch.add(i, 24, Number.NaN, QUALITY.bad)
  expect(gate.measure(batch, 'fast')).toBe(3)
  expect([twin.values[i], twin.quality[i], twin.times[i]]).toEqual([24, QUALITY.bad, NOON])
  expect(gate.tally('fast').report(NOON)).toMatchObject({
    past: 1,
    rejected: { duplicate: 1, outOfRange: 2, future: 1 },
  })
})

test('points of a device that is gone keep their value with a worse quality; others are left alone', () => {
  const { gate, twin, points } = stand()
  const [i, j] = [points.find('airstation', 'pm25'), points.find('solar', 'power')]
  gate.offer(pm, 'test')
  gate.simulate([j], [20], NOON)
  gate.lose([i, j], QUALITY.stale, 'test')
  expect([twin.values[i], twin.quality[i]]).toEqual([30, QUALITY.stale])
  expect(twin.quality[j]).toBe(QUALITY.simulated)
})

test('a credential that does not cover a point is refused there', () => {
  const { gate } = stand()
  expect(gate.offer(pm, 'test', () => false)).toMatchObject({
    reason: 'forbidden',
    detail: expect.stringContaining('airstation/pm25'),
  })
})

test('the simulator leaves an asset alone for ever once a device fed one of its points, until it is given back', () => {
  const { gate, twin, points } = stand()
  const [i, other] = [points.find('airstation', 'pm25'), points.find('airstation', 'pm10')]
  gate.offer(pm, 'test')
  gate.simulate([i, other], [12, 20], NOON + 365 * 86_400_000)
  expect([twin.values[i], twin.quality[i]]).toEqual([30, QUALITY.good])
  expect(twin.quality[other]).toBe(QUALITY.none)
  gate.fed.giveBack(points.assetIndex('airstation'))
  gate.simulate([i, other], [12, 20], NOON + 366 * 86_400_000)
  expect([twin.values[i], twin.quality[i]]).toEqual([12, QUALITY.simulated])
  expect(twin.quality[other]).toBe(QUALITY.simulated)
})

test('a point that is left alone does not count as accepted', () => {
  const { gate, points } = stand()
  gate.offer(pm, 'test')
  const held = points.find('airstation', 'pm25')
  gate.simulate([held, points.find('noisemeter', 'level')], [12, 20], NOON + 1)
  expect(gate.accepted.get('simulator')).toBe(1)
})

test('a sample older than a simulated value is taken: only a device makes another late', () => {
  const { gate, twin, points } = stand()
  const i = points.find('airstation', 'pm25')
  gate.simulate([i], [12], NOON)
  expect(gate.offer({ ...pm, at: NOON - 1000 }, 'test')).toBeNull()
  expect([twin.values[i], twin.quality[i]]).toEqual([30, QUALITY.good])
})

test('remembers only the last fifty refusals', () => {
  const { gate } = stand()
  for (let n = 0; n < 500; n++) gate.offer({}, 'test')
  expect(gate.recent).toHaveLength(50)
  expect(gate.rejected.get('test malformed')).toBe(500)
})

test('converts units', () => {
  expect(convert(1.5, 'MW', 'kW')).toBe(1500)
  expect(convert(212, '°F', '°C')).toBeCloseTo(100)
  expect(convert(36, 'km/h', 'm/s')).toBeCloseTo(10)
  expect(convert(5, 'constructor', 'kW')).toBeNull()
})

test('an alarm is raised at its limit and leaves only below the deadband', () => {
  const { gate, alarms } = stand()
  gate.offer({ ...pm, value: 75 }, 'test')
  expect([...alarms.standing.values()]).toMatchObject([{ severity: 2, cause: 'high' }])
  gate.offer({ ...pm, value: 71 }, 'test')
  expect(alarms.standing.size).toBe(1)
  gate.offer({ ...pm, value: 69 }, 'test')
  expect(alarms.standing.size).toBe(0)
})

test('a value that outlives two and a half periods is stale', () => {
  const { gate, twin, points } = stand()
  gate.offer(pm, 'test')
  expect(twin.sweep(NOON + 750_000)).toBe(0)
  expect(twin.sweep(NOON + 750_001)).toBe(1)
  expect(twin.quality[points.find('airstation', 'pm25')]).toBe(QUALITY.stale)
})

test('recent history keeps twelve minutes and says where nothing fell', () => {
  const { gate, recent, points, clock } = stand()
  gate.offer(pm, 'test')
  clock.advance(30_000)
  gate.offer({ ...pm, value: 40 }, 'test')
  const i = points.find('airstation', 'pm25')
  expect(recent.read(i, NOON, NOON + 30_000).value).toEqual([30, null, null, 40])
  clock.advance(3_600_000)
  gate.offer({ ...pm, value: 50 }, 'test')
  expect(recent.read(i, 0, clock.now()).value.filter(v => v !== null)).toEqual([50])
})
