import { plainText } from '../../models/text.ts'
import type { Store } from '../store/Store.ts'
import type { AlarmTables } from './alarmTables.ts'
import type { JournalRow } from './JournalRow.ts'

/** Keep a row that the journal's table does not take, in ASCII, where a person can look at it. */
export async function setAside({ db }: Store<AlarmTables>, row: JournalRow, reason: string): Promise<void> {
  const text = JSON.stringify(row).replace(/[^\x20-\x7e]/g, each => escaped(each))
  await db
    .insertInto('alarm_aside')
    .values({ number: row.number, at: row.at, row: text, reason: plainText(reason).slice(0, 500) })
    .execute()
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
