/** A process that may be killed: waits to own the database given, then writes journal rows one by one and says each number once it is durable. */
import { type AlarmTables, alarmMigrations } from '../../../server/alarms/alarmTables.ts'
import { systemClock } from '../../../server/clock.ts'
import { type ClusterTables, clusterMigrations } from '../../../server/cluster/clusterTables.ts'
import { fencedDoor } from '../../../server/cluster/fencedDoor.ts'
import { Ownership } from '../../../server/cluster/Ownership.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { journalRow } from './journalRow.ts'

const where = process.argv[2]!
const store = await openStore<AlarmTables & ClusterTables>(where, [alarmMigrations, clusterMigrations])
const ownership = new Ownership(where, systemClock, 'http://127.0.0.1:0')
process.send!({ ready: true })
const term = await ownership.win()
ownership.watch(reason => {
  process.send!({ lost: reason })
  process.exit(75)
})
const door = fencedDoor(store, term!.epoch)
let number = await door.end()
process.send!({ epoch: term!.epoch, from: number })
for (;;) {
  await door.write([journalRow(++number)])
  process.send!({ durable: number })
}
