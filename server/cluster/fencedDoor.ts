import type { Transaction } from 'kysely'
import type { AlarmTables } from '../alarms/alarmTables.ts'
import type { JournalDoor } from '../alarms/Journal.ts'
import { JournalChain } from '../alarms/JournalChain.ts'
import { setAside } from '../alarms/setAside.ts'
import type { Store } from '../store/Store.ts'
import type { ClusterTables } from './clusterTables.ts'

/** The journal's table for the owner of one term: once another term has begun, nothing of this one gets in any more. */
export function fencedDoor(store: Store<AlarmTables & ClusterTables>, epoch: number): JournalDoor {
  const alarms = store as unknown as Store<AlarmTables>
  const chain = new JournalChain(alarms.db)
  return {
    write: rows =>
      chain.add(rows, chained =>
        store.db.transaction().execute(async trx => {
          await holdTerm(trx as unknown as Transaction<ClusterTables>, epoch)
          await trx.insertInto('alarm_journal').values(chained).execute()
        }),
      ),
    setAside: (row, reason) => setAside(alarms, row, reason),
    end: () => chain.end(),
  }
}

/** Keep a new term from beginning between this look and the commit. Throws when another one has begun. */
export async function holdTerm(trx: Transaction<ClusterTables>, epoch: number): Promise<void> {
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
}
