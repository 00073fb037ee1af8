import { expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { KIM, plant, subjects } from './plant.ts'

const open = async (name: string) => {
  const [, openOne] = stores.find(([each]) => each === name)!
  return openOne<AlarmTables>(subjects)
}

test.each(stores)(
  '%s: every transition is numbered, timed and told, and a restart restores it',
  async name => {
    const db = await open(name)
    const first = await plant(db.store)
    first.feed('gas-1', 12)
    first.feed('gas-2', 30)
    expect(await first.order('alarm:acknowledge', 'gas-1', { reason: 'on my way' })).toMatchObject({
      ok: true,
      value: { number: 3 },
    })
    expect(await first.order('alarm:shelve', 'gas-2', { minutes: 30 })).toMatchObject({ ok: true })
    first.feed('gas-1', 3)
    await first.close()
    expect((await first.rows()).map(r => [r.number, r.event, r.before, r.after, r.actor])).toEqual([
      [1, 'raise', 'normal', 'unacknowledged', null],
      [2, 'raise', 'normal', 'unacknowledged', null],
      [3, 'acknowledge', 'unacknowledged', 'acknowledged', 'kim'],
      [4, 'shelve', 'unacknowledged', 'shelved', 'kim'],
      [5, 'clear', 'acknowledged', 'normal', null],
    ])
    expect((await first.rows())[2]).toMatchObject({
      at: first.clock.now(),
      alarm: 'gas-1/combustible/0:level',
      cause: 'high',
      severity: 2,
      value: 12,
      actor_name: KIM.name,
      role: 'engineer',
      reason: 'on my way',
    })
    const second = await plant(db.store, first.clock)
    expect(second.state('gas-1')).toBe('normal')
    expect(second.see('gas-2')).toMatchObject({
      state: 'shelved',
      active: true,
      cause: 'highHigh',
      by: KIM.name,
      until: first.clock.now() + 1_800_000,
    })
    second.pass(1_800_000)
    expect(second.state('gas-2')).toBe('unacknowledged')
    second.feed('gas-2', 1)
    expect(second.state('gas-2')).toBe('returned')
    await second.close()
    expect((await second.rows()).map(r => r.number)).toEqual([1, 2, 3, 4, 5, 6, 7])
    await db.close()
  },
)

test('levels escalate to a new alarm and ease without one; the deadband holds', async () => {
  const db = await open('sqlite')
  const p = await plant(db.store)
  p.feed('gas-1', 12)
  await p.order('alarm:acknowledge', 'gas-1')
  p.feed('gas-1', 26)
  expect(p.see('gas-1')).toMatchObject({ state: 'unacknowledged', cause: 'highHigh', severity: 3 })
  await p.order('alarm:acknowledge', 'gas-1')
  p.feed('gas-1', 22)
  expect(p.see('gas-1')).toMatchObject({ state: 'acknowledged', cause: 'high', severity: 2 })
  p.feed('gas-1', 8.5)
  expect(p.state('gas-1')).toBe('acknowledged')
  p.feed('gas-1', 7.9)
  expect(p.state('gas-1')).toBe('normal')
  await db.close()
})

test('a reading that fails or stays away is an alarm beside the one of its value', async () => {
  const db = await open('sqlite')
  const p = await plant(db.store)
  p.feed('gas-1', 12)
  p.feed('gas-1', 0, 'combustible', QUALITY.bad)
  expect(p.state('gas-1')).toBe('unacknowledged')
  expect(p.see('gas-1', 'combustible', 'quality')).toMatchObject({ state: 'unacknowledged', cause: 'bad' })
  expect(p.alarms.worstOf(p.find('gas-1'))).toMatchObject({ cause: 'high' })
  p.feed('gas-1', 11)
  expect(p.state('gas-1', 'combustible', 'quality')).toBe('returned')
  p.clock.advance(60_000)
  p.twin.sweep(p.clock.now())
  expect(p.see('gas-1', 'combustible', 'quality')).toMatchObject({ state: 'unacknowledged', cause: 'stale' })
  await db.close()
})

test('delays, rate, latching and first-out by rules that change without a restart', async () => {
  const db = await open('sqlite')
  const p = await plant(db.store)
  p.rule([
    { kind: 'gasSensor', set: { onDelay: 5, latched: true, firstOut: 'hall' } },
    { asset: 'bess', point: 'charge', set: { ratePerMinute: 10 } },
  ])
  p.feed('bess', 50, 'charge')
  p.clock.advance(30_000)
  p.feed('bess', 42, 'charge')
  expect(p.see('bess', 'charge', 'rate')).toMatchObject({ state: 'unacknowledged', cause: 'rate' })
  p.feed('gas-2', 12)
  p.pass(4_000)
  expect(p.state('gas-2')).toBe('normal')
  p.pass(2_000)
  expect(p.see('gas-2')).toMatchObject({ state: 'unacknowledged', first: true })
  p.feed('gas-1', 26)
  p.pass(6_000)
  expect(p.see('gas-1')).toMatchObject({ cause: 'highHigh', first: false })
  p.feed('gas-2', 0)
  expect(p.state('gas-2')).toBe('latchedUnacknowledged')
  expect(await p.order('alarm:reset', 'gas-2')).toMatchObject({ ok: false })
  await p.order('alarm:acknowledge', 'gas-2')
  expect(await p.order('alarm:reset', 'gas-2')).toMatchObject({ ok: true })
  expect(p.state('gas-2')).toBe('normal')
  await db.close()
})

test('a rule change never loses a standing alarm, whatever it changes', async () => {
  const db = await open('sqlite')
  const p = await plant(db.store)
  p.feed('gas-1', 9)
  p.rule([{ asset: 'gas-1', point: 'combustible', set: { limits: { high: 8 } } }])
  expect(p.state('gas-1')).toBe('unacknowledged')
  p.feed('gas-1', 7)
  p.rule([{ asset: 'gas-1', point: 'combustible', set: { limits: { high: 8 }, severity: { high: 3 } } }])
  expect(p.see('gas-1')).toMatchObject({ state: 'unacknowledged', severity: 3 })
  p.rule([{ asset: 'gas-1', point: 'combustible', set: { severity: { high: 0 } } }])
  expect(p.state('gas-1')).toBe('returned')
  await db.close()
})

test('the design suppresses while its condition holds, and what still stands is told afterwards', async () => {
  const db = await open('sqlite')
  const p = await plant(db.store)
  const off = { asset: 'press', point: 'state', atMost: 0 }
  p.rule([{ asset: 'gas-1', point: 'combustible', set: { suppressWhen: off } }])
  p.feed('gas-1', 12)
  p.feed('press', 0, 'state')
  expect(p.state('gas-1')).toBe('suppressed')
  expect(await p.order('alarm:acknowledge', 'gas-1')).toMatchObject({
    ok: false,
    reason: expect.stringContaining('suppressed by design'),
  })
  p.feed('gas-1', 1)
  p.feed('gas-1', 30)
  p.feed('press', 2, 'state')
  expect(p.see('gas-1')).toMatchObject({ state: 'unacknowledged', cause: 'highHigh' })
  p.feed('press', 0, 'state')
  await p.close()
  const again = await plant(db.store, p.clock)
  again.rule([{ asset: 'gas-1', point: 'combustible', set: { suppressWhen: off } }])
  again.feed('press', 2, 'state')
  expect(again.state('gas-1')).toBe('unacknowledged')
  await db.close()
})

test('an order that fits nothing, is none, or comes from the wrong person is refused with the reason', async () => {
  const db = await open('sqlite')
  const p = await plant(db.store)
  const viewer = { ...KIM, role: 'viewer' as const }
  p.feed('gas-1', 12)
  for (const [answer, words] of [
    [await p.order('alarm:acknowledge', 'gas-2'), 'nothing to acknowledge'],
    [await p.order('alarm:acknowledge', 'gas-1', {}, viewer), 'another role'],
    [await p.order('alarm:shelve', 'gas-1', { minutes: 10_000 }), 'minutes'],
    [await p.order('alarm:shelve', 'gas-1', { minutes: 10, reason: ' ' }), 'reason'],
    [await p.order('alarm:acknowledge', 'gas-1', { alarms: [{ point: 9_999, source: 'level' }] }), 'no such'],
    [await p.order('alarm:acknowledge', 'gas-1', { alarms: [] }), 'alarms must be'],
  ] as const)
    expect(answer).toMatchObject({ ok: false, reason: expect.stringContaining(words) })
  expect(p.state('gas-1')).toBe('unacknowledged')
  const both = [p.find('gas-1'), p.find('gas-2')].map(point => ({ point, source: 'level' as const }))
  expect(await p.order('alarm:acknowledge', 'gas-1', { alarms: both })).toMatchObject({
    ok: true,
    value: { refused: [{ point: p.find('gas-2') }] },
  })
  await db.close()
})

test('out of service and one-shot shelving lie over the alarm and give it back', async () => {
  const db = await open('sqlite')
  const p = await plant(db.store)
  await p.order('alarm:outOfService', 'gas-1')
  p.feed('gas-1', 12)
  expect(p.see('gas-1')).toMatchObject({ state: 'outOfService', active: true })
  expect(p.alarms.standing.size).toBe(0)
  await p.order('alarm:returnToService', 'gas-1')
  expect(p.state('gas-1')).toBe('unacknowledged')
  await p.order('alarm:shelve', 'gas-1', { minutes: 60, oneShot: true })
  p.feed('gas-1', 1)
  expect(p.state('gas-1')).toBe('returned')
  await db.close()
})

test.each(stores)(
  '%s: what tripped an alarm stays while its value goes on, through easing, clearing and a restart',
  async (_, openOne) => {
    const db = await openOne<AlarmTables>(subjects)
    const p = await plant(db.store)
    p.feed('gas-1', 31)
    const trip = { cause: 'highHigh', severity: 3, value: 31, at: p.clock.now(), limit: 25 }
    p.pass(5_000)
    p.feed('gas-1', 12)
    expect(p.see('gas-1')).toMatchObject({ cause: 'high', severity: 2, value: 12, trip, simulated: false })
    p.feed('gas-1', 1)
    expect(p.see('gas-1')).toMatchObject({ state: 'returned', value: 1, trip })
    expect(p.alarms.summary.all).toMatchObject({ count: 1, returned: 1, severity: 2 })
    await p.close()
    const again = await plant(p.store, p.clock)
    expect(again.see('gas-1')).toMatchObject({ state: 'returned', trip, simulated: false })
    p.feed('gas-2', 12, 'combustible', QUALITY.simulated)
    expect(p.see('gas-2')).toMatchObject({ simulated: true, trip: { value: 12, limit: 10 } })
    await db.close()
  },
)

test('a clock set back or forth does not stretch a shelf, nor does a restart with it', async () => {
  class SetClock extends TestClock {
    private by = 0
    override now(): number {
      return super.now() + this.by
    }
    steady(): number {
      return super.now()
    }
    set(ms: number): void {
      this.by += ms
    }
  }
  const clock = new SetClock()
  const store = await openStore<AlarmTables>(':memory:', subjects)
  const p = await plant(store, clock)
  p.feed('gas-1', 12)
  expect(await p.order('alarm:shelve', 'gas-1', { minutes: 2 })).toMatchObject({ ok: true })
  clock.set(-86_400_000)
  p.pass(119_000)
  expect(p.state('gas-1')).toBe('shelved')
  p.pass(2_000)
  expect(p.state('gas-1')).toBe('unacknowledged')
  expect(await p.order('alarm:shelve', 'gas-1', { minutes: 2 })).toMatchObject({ ok: true })
  await p.close()
  clock.set(-20 * 86_400_000)
  const again = await plant(store, clock)
  again.pass(12 * 3_600_000 - 1_000)
  expect(again.state('gas-1')).toBe('shelved')
  again.pass(2_000)
  expect(again.state('gas-1')).toBe('unacknowledged')
  await store.close()
})
