import { RecordBook } from '../../../models/records/RecordBook.ts'
import { NO_HASH } from '../../../server/chainHash.ts'
import { readChange } from '../../../server/records/changeRow.ts'
import type { RecordDoor } from '../../../server/records/recordDoor.ts'
import type { ChangeRow } from '../../../server/records/recordTables.ts'

/** A door that keeps its rows in memory. `fails` says whether the next write fails, before or after it is there. */
export function paperDoor(fails: () => 'before' | 'after' | null = () => null) {
  const rows: ChangeRow[] = []
  const door: RecordDoor = {
    async write(changes) {
      const failure = fails()
      if (failure !== 'before') rows.push(...changes)
      if (failure) throw new Error(`the test's database failed ${failure} the write`)
    },
    end: async () => {
      const last = rows.at(-1)
      return last ? { number: last.number, hash: last.hash } : { number: 0, hash: NO_HASH }
    },
    after: async number => rows.filter(row => row.number > number).map(readChange),
  }
  /** What the rows lead to. */
  const book = (): RecordBook => {
    const made = new RecordBook()
    for (const row of rows) made.apply(readChange(row))
    return made
  }
  return { door, rows, book }
}
