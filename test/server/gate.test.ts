import { expect, test } from 'vitest'
import { numberPoints } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import { Gate, type Offer } from '../../server/ingest/accept.ts'
import { convert } from '../../server/ingest/convert.ts'
import { Alarms } from '../../server/twin/alarms.ts'
import { Recent } from '../../server/twin/recent.ts'
import { Twin } from '../../server/twin/twin.ts'
import { NOON, smallSite, TestClock } from './fixture.ts'

function stand() {
  const clock = new TestClock()
  const points = numberPoints(smallSite().assets)
  const twin = new Twin(points)
  return {
    clock,
    points,
    twin,
    alarms: new Alarms(twin),
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
  ['tooOld', { ...pm, at: NOON - 25 * 3_600_000 }],
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

test('an older sample of a device does not replace a newer one', () => {
  const { gate, twin, points } = stand()
  gate.offer({ ...pm, at: NOON }, 'test')
  expect(gate.offer({ ...pm, value: 5, at: NOON - 1 }, 'test')?.reason).toBe('late')
  expect(twin.values[points.find('airstation', 'pm25')]).toBe(30)
})

test('the simulator leaves a point alone while a device feeds it, and takes it back after five periods', () => {
  const { gate, twin, points } = stand()
  const i = points.find('airstation', 'pm25')
  gate.offer(pm, 'test')
  gate.simulate([i], [12], NOON + 5 * 300_000 - 1)
  expect(twin.values[i]).toBe(30)
  gate.simulate([i], [12], NOON + 5 * 300_000)
  expect([twin.values[i], twin.quality[i]]).toEqual([12, QUALITY.simulated])
})

test('a point that is left alone does not count as accepted', () => {
  const { gate, points } = stand()
  gate.offer(pm, 'test')
  const held = points.find('airstation', 'pm25')
  gate.simulate([held, points.find('airstation', 'pm10')], [12, 20], NOON + 1)
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
  expect(alarms.takeChanged()).toMatchObject([{ severity: 2, cause: 'high' }])
  gate.offer({ ...pm, value: 71 }, 'test')
  expect(alarms.standing.size).toBe(1)
  gate.offer({ ...pm, value: 69 }, 'test')
  expect(alarms.takeChanged()).toMatchObject([{ severity: 0 }])
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
