import type { Asset } from '../../../models/asset.ts'
import { Alarms } from '../../../server/alarms/Alarms.ts'
import { Journal } from '../../../server/alarms/Journal.ts'
import type { JournalRow } from '../../../server/alarms/JournalRow.ts'
import { isRuleBook, openRuleBook } from '../../../server/alarms/RuleBook.ts'
import type { Clock } from '../../../server/clock.ts'
import type { Twin } from '../../../server/twin/twin.ts'

/** The alarms of a twin by the rules of its kinds with a journal that is gone with the process: for tests of what comes before them. */
export function looseAlarms(twin: Twin, assets: readonly Asset[], clock: Clock): Alarms {
  const rows: JournalRow[] = []
  const door = {
    write: async (more: readonly JournalRow[]) => void rows.push(...more),
    end: async () => rows.length,
  }
  const book = openRuleBook(twin.points, assets, [])
  if (!isRuleBook(book)) throw new Error(book.fault)
  return new Alarms(twin, assets, clock, new Journal(door, 0), book)
}
