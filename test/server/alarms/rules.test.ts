import { expect, test } from 'vitest'
import { numberPoints } from '../../../models/points.ts'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { openAlarms } from '../../../server/alarms/openAlarms.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { asset } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { KIM, plant, subjects } from './plant.ts'

test.each(stores)(
  '%s: rules outlive a restart, and two writers of one version are one too many',
  async (_, open) => {
    const db = await open<AlarmTables>(subjects)
    const p = await plant(db.store)
    const override = { asset: 'gas-1', point: 'combustible', set: { limits: { high: 5 } } }
    await p.rules.write([override], KIM, 'new sensor', 0)
    await expect(p.rules.write([], KIM, 'somebody else', 0)).rejects.toThrow()
    const again = await plant(db.store, p.clock)
    expect(again.rules.current).toMatchObject({ version: 1, reason: 'new sensor', actorName: KIM.name })
    again.feed('gas-1', 6)
    again.feed('gas-2', 6)
    expect([again.state('gas-1'), again.state('gas-2')]).toEqual(['unacknowledged', 'normal'])
    await db.close()
  },
)

test('rules of things that are gone are left aside and told, and alarms of them stay in the journal', async () => {
  const db = await stores[0]![1]<AlarmTables>(subjects)
  const p = await plant(db.store)
  p.feed('gas-1', 12)
  p.feed('gas-2', 12)
  await p.close()
  await p.rules.write(
    [
      { asset: 'gas-1', set: { onDelay: 5 } },
      { kind: 'gasSensor', set: { latched: true } },
    ],
    KIM,
    'test',
    0,
  )
  const assets = [asset('gasSensor', { id: 'gas-2' })]
  const twin = new Twin(numberPoints(assets))
  const plane = await openAlarms(twin, assets, p.clock, db.store)
  expect(plane.unfit).toEqual([expect.stringContaining('no asset gas-1')])
  expect(plane.alarms.book.byPoint[0]!.rule.latched).toBe(true)
  expect([...plane.alarms.lives.keys()]).toEqual([0])
  expect((await p.rows()).length).toBe(2)
  await db.close()
})
