import type { Actor } from '../../../models/account.ts'
import { type AlarmSource, alarmIndex } from '../../../models/alarm.ts'
import type { AlarmOrder, AlarmOrderName } from '../../../models/alarmOrder.ts'
import type { RuleOverride } from '../../../models/alarmRule.ts'
import { numberPoints } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { type AlarmTables, alarmMigrations } from '../../../server/alarms/alarmTables.ts'
import { openAlarms } from '../../../server/alarms/openAlarms.ts'
import { orderAlarms } from '../../../server/alarms/orderAlarms.ts'
import { isRuleBook, openRuleBook } from '../../../server/alarms/RuleBook.ts'
import type { Store } from '../../../server/store/Store.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { asset, TestClock } from '../fixture.ts'

export const KIM: Actor = { id: 'kim', name: '김 Kim', role: 'engineer' }
export const subjects = [alarmMigrations]
export const assets = [
  asset('gasSensor', { id: 'gas-1' }),
  asset('gasSensor', { id: 'gas-2' }),
  asset('battery', { id: 'bess' }),
  asset('machine', { id: 'press' }),
]

/** A plant with two gas sensors, a battery and a machine: a real twin, journal and store, moved by hand. */
export async function plant(store: Store<AlarmTables>, clock = new TestClock()) {
  const twin = new Twin(numberPoints(assets))
  const { points } = twin
  const plane = await openAlarms(twin, assets, clock, store)
  const { alarms } = plane
  const find = (id: string, point = 'combustible') => points.find(id, point)
  return {
    ...plane,
    twin,
    points,
    clock,
    find,
    /** A sample of now. */
    feed(id: string, value: number, point?: string, quality: number = QUALITY.good) {
      twin.apply(find(id, point), value, clock.now(), quality)
    },
    /** Time passes, with a tick each second. */
    pass(ms: number) {
      for (let left = ms; left > 0; left -= 1_000) {
        clock.advance(Math.min(1_000, left))
        plane.tick()
      }
    },
    /** The alarm of a point as operators see it. */
    see(id: string, point?: string, source: AlarmSource = 'level') {
      return alarms.view(alarmIndex(find(id, point), source))
    },
    state(id: string, point?: string, source: AlarmSource = 'level') {
      return alarms.view(alarmIndex(find(id, point), source)).state
    },
    order(name: AlarmOrderName, id: string, more: Partial<AlarmOrder> = {}, actor = KIM) {
      const ref = { point: find(id), source: 'level' as const }
      return orderAlarms(alarms, name, { alarms: [ref], reason: 'test', ...more }, actor, clock.now())
    },
    rule(overrides: readonly RuleOverride[]) {
      const book = openRuleBook(points, assets, overrides)
      if (!isRuleBook(book)) throw new Error(book.fault)
      alarms.use(book)
    },
    rows: () => store.db.selectFrom('alarm_journal').selectAll().orderBy('number').execute(),
  }
}
