import type { Clock } from '../clock.ts'
import type { AnyStore, Store } from '../store/Store.ts'
import { subject } from '../subject.ts'
import { AnchorBook } from './AnchorBook.ts'
import { Anchoring, type AnchorPlaces } from './Anchoring.ts'
import { type AuditTables, auditMigrations } from './auditTables.ts'
import { headsOf } from './chains.ts'

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
  readonly mayWrite: () => boolean
  /** Where the ends of the chained tables are noted down; nowhere when left out. */
  readonly anchors?: AnchorPlaces | undefined
  /** Tells an anchor to other processes. */
  readonly publishAnchor?: ((line: string) => void) | undefined
}

/** The chained books, whose ends are noted down outside the database; the last time when all that wrote has closed. */
export const audit = subject({
  name: 'audit',
  tables: auditMigrations,
  open({ store, clock, mayWrite, anchors, publishAnchor }: Needs) {
    if (!anchors) return {}
    const anchoring = new Anchoring(
      () => headsOf(store),
      anchors,
      clock,
      publishAnchor,
      new AnchorBook(store as unknown as Store<AuditTables>),
    )
    let end: (() => Promise<void>) | null = null
    return {
      faults: () => ({ anchors: anchoring.fault }),
      begin() {
        end = anchoring.begin(mayWrite)
      },
      close: () => end?.(),
    }
  },
})
