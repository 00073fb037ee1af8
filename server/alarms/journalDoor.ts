import type { Store } from '../store/Store.ts'
import type { AlarmTables } from './alarmTables.ts'
import type { JournalDoor } from './Journal.ts'
import { journalEnd } from './readJournal.ts'
import { setAside } from './setAside.ts'

/** The journal's table in a store: a batch is one statement and so one transaction, durable when it returns. */
export function journalDoor(store: Store<AlarmTables>): JournalDoor {
  return {
    async write(rows) {
      await store.db.insertInto('alarm_journal').values(rows).execute()
    },
    setAside: (row, reason) => setAside(store, row, reason),
    end: async () => (await journalEnd(store)).number,
  }
}
