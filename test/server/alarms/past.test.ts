import { expect, test } from 'vitest'
import { numberPoints } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { alarmsAt, pastOf } from '../../../server/alarms/alarmsAt.ts'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { QUEUE } from '../../../server/alarms/Journal.ts'
import { openAlarms } from '../../../server/alarms/openAlarms.ts'
import { statesAfter } from '../../../server/alarms/readJournal.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { asset, NOON, TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { mulberry } from './crashPlant.ts'
import { plant, subjects } from './plant.ts'

test.each(stores)('%s: a past instant has the states and orders of then', async (_, open) => {
  const db = await open<AlarmTables>(subjects)
  const p = await plant(db.store)
  const at = async (seconds: number) => {
    const { alarms, orders, number } = await alarmsAt(db.store, p.points, NOON + seconds * 1_000)
    return [number, alarms.map(alarm => alarm.state), orders.map(row => row.event)]
  }
  p.pass(10_000)
  p.feed('gas-1', 12)
  p.pass(10_000)
  await p.order('alarm:acknowledge', 'gas-1')
  p.pass(10_000)
  p.feed('gas-2', 30)
  await p.order('alarm:shelve', 'gas-2', { minutes: 10 })
  p.pass(10_000)
  p.feed('gas-1', 1)
  await p.close()
  expect(await at(9)).toEqual([0, [], []])
  expect(await at(15)).toEqual([1, ['unacknowledged'], []])
  expect(await at(25)).toEqual([2, ['acknowledged'], ['acknowledge']])
  expect(await at(35)).toEqual([4, ['acknowledged', 'shelved'], ['shelve', 'acknowledge']])
  expect(await at(45)).toEqual([5, ['shelved'], ['shelve', 'acknowledge']])
  await db.close()
})

/** Twelve thousand transitions of 400 sensors with snapshots on the way. */
async function busy(open: (typeof stores)[number][1]) {
  const db = await open<AlarmTables>(subjects)
  const assets = Array.from({ length: 400 }, (_, k) => asset('gasSensor', { id: `gas-${k}` }))
  const twin = new Twin(numberPoints(assets))
  const clock = new TestClock()
  const plane = await openAlarms(twin, assets, clock, db.store)
  const random = mulberry(7)
  for (let k = 0; k < 60; k++) {
    for (let n = 0; n < 200; n++) {
      const point = Math.floor(random() * twin.points.count)
      twin.apply(point, random() < 0.5 ? 1e3 : 0, clock.now(), QUALITY.good)
    }
    clock.advance(1_000)
    plane.tick()
    await plane.alarms.journal.flush()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { db, plane, twin, assets, clock }
}

test.each(stores)(
  '%s: snapshots on the way change nothing but the time it takes, and a restart is the same',
  async (_, open) => {
    const { db, plane, twin, assets, clock } = await busy(open)
    const { number } = plane.alarms.journal
    const snapshots = await db.store.db.selectFrom('alarm_snapshot').select('number').execute()
    expect(snapshots.length).toBeGreaterThan(1)
    const middle = NOON + 45_000
    const began = performance.now()
    const past = await alarmsAt(db.store, twin.points, middle)
    const took = performance.now() - began
    expect(past.alarms.length).toBeGreaterThan(100)
    expect(took).toBeLessThan(1_500)
    const again = await openAlarms(new Twin(twin.points), assets, clock, db.store)
    const states = (lives: typeof plane.alarms.lives) =>
      [...lives].map(([index, { state, cause, number: n }]) => [index, state, cause, n]).sort()
    expect(states(again.alarms.lives)).toEqual(states(plane.alarms.lives))
    await db.store.db.deleteFrom('alarm_snapshot').execute()
    const bare = await statesAfter(db.store, number)
    expect(bare.size).toBe(plane.alarms.lives.size)
    expect((await alarmsAt(db.store, twin.points, middle)).alarms).toEqual(past.alarms)
    await db.close()
  },
)

test('transitions that overflow the queue are told live, and their outcome is journalled when the database is back', async () => {
  const [, open] = stores[0]!
  const db = await open<AlarmTables>(subjects)
  const p = await plant(db.store)
  await db.store.db.schema.alterTable('alarm_journal').renameTo('away').execute()
  for (let k = 0; k < QUEUE; k++) p.feed('gas-1', k % 2 ? 1 : 12)
  const { epoch } = p.alarms.news
  p.feed('gas-1', 30)
  p.feed('gas-2', 12)
  expect(p.alarms.news.epoch).not.toBe(epoch)
  const told = p.alarms.news.take().flatMap(({ alarms }) => alarms)
  expect(told.map(alarm => [alarm.point, alarm.cause])).toEqual([
    [p.find('gas-1'), 'highHigh'],
    [p.find('gas-2'), 'high'],
  ])
  await db.store.db.schema.alterTable('away').renameTo('alarm_journal').execute()
  await expect
    .poll(
      () => {
        p.pass(1_000)
        return p.alarms.journal.queued === 0 && p.alarms.isSettled
      },
      { timeout: 20_000 },
    )
    .toBe(true)
  await p.close()
  const rows = await p.rows()
  expect(rows.length).toBe(rows.at(-1)!.number)
  // Who looks back to where transitions are missing is told so, and nobody else is.
  const unsure = (at: number) => pastOf(db.store, p.points).isUnsure!(at)
  expect([await unsure(rows[0]!.at - 1), await unsure(rows[QUEUE - 1]!.at)]).toEqual([false, true])
  expect(await unsure(rows.at(-1)!.at + 1)).toBe(false)
  expect(rows.slice(QUEUE).map(row => [row.event, row.asset, row.cause])).toEqual([
    ['unrecorded', 'gas-1', 'highHigh'],
    ['unrecorded', 'gas-2', 'high'],
  ])
  const again = await plant(db.store, p.clock)
  expect([again.state('gas-1'), again.state('gas-2')]).toEqual(['unacknowledged', 'unacknowledged'])
  await db.close()
})
