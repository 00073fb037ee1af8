import type { Clock } from '../clock.ts'
import type { AnyStore } from '../store/Store.ts'
import { subject } from '../subject.ts'
import { clusterMigrations } from './clusterTables.ts'
import type { OwnerDuty } from './OwnerDuty.ts'

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
  /** The term in which this process owns the twin of an installation of several; left out when it runs alone. */
  readonly duty?: OwnerDuty | undefined
}

/** By what right this process writes: alone it always may, an owner while its term goes on. */
export const term = subject({
  name: 'term',
  tables: clusterMigrations,
  open({ store, clock, duty }: Needs) {
    const alone = {
      role: duty ? 'owner' : 'alone',
      duty: duty ?? null,
      epoch: duty?.epoch ?? Math.floor(clock.now() / 1000) >>> 0,
      mayWrite: () => duty?.mayWrite ?? true,
      feed: duty?.feed,
      journalDoor: duty?.journalDoor(store),
      recordDoor: duty?.recordDoor(store),
      ringRecords: duty && (() => duty.ringRecords()),
      publishAnchor: duty?.publishAnchor,
      peopleLine: duty?.people,
    }
    return { gives: alone, close: () => duty?.end() }
  },
})
