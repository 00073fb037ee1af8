import type { AlarmTables } from '../alarms/alarmTables.ts'
import type { JournalDoor } from '../alarms/Journal.ts'
import { journalEnd } from '../alarms/readJournal.ts'
import type { Store } from '../store/Store.ts'
import type { ClusterTables } from './clusterTables.ts'

/** The journal's table for the owner of one term: once another term has begun, nothing of this one gets in any more. */
export function fencedDoor(store: Store<AlarmTables & ClusterTables>, epoch: number): JournalDoor {
  return {
    write: rows =>
      store.db.transaction().execute(async trx => {
        // The lock on the row keeps a new term from beginning between this look and the commit.
        const owner = await trx
          .selectFrom('cluster_owner')
          .select('epoch')
          .where('id', '=', 1)
          .forShare()
          .executeTakeFirst()
        if (owner?.epoch !== epoch)
          throw new Error(
            `another process owns the twin since its epoch ${owner?.epoch}; this one had epoch ${epoch}`,
          )
        await trx
          .insertInto('alarm_journal')
          .values([...rows])
          .execute()
      }),
    end: async () => (await journalEnd(store as unknown as Store<AlarmTables>)).number,
  }
}
