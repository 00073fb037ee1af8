import type { Store } from '../store/Store.ts'
import type { AlarmTables } from './alarmTables.ts'
import type { JournalDoor } from './Journal.ts'
import { JournalChain } from './JournalChain.ts'
import { setAside } from './setAside.ts'

/** The journal's table in a store: a batch is one statement and so one transaction, durable when it returns. */
export function journalDoor(store: Store<AlarmTables>): JournalDoor {
  const chain = new JournalChain(store.db)
  return {
    write: rows =>
      chain.add(rows, async chained => {
        await store.db.insertInto('alarm_journal').values(chained).execute()
      }),
    setAside: (row, reason) => setAside(store, row, reason),
    end: () => chain.end(),
  }
}
