import { subject } from '../subject.ts'
import { openStore } from './openStore.ts'
import type { AnyStore, Migrations } from './Store.ts'

interface Needs {
  /** A PostgreSQL URL or a SQLite file; in memory when left out, and gone with the process. */
  readonly store?: string | undefined
  /** The tables of all subjects. */
  readonly tables: readonly Migrations[]
}

/** The one database of a process. */
export const store = subject({
  name: 'store',
  async open({ store: where = ':memory:', tables }: Needs) {
    const store: AnyStore = await openStore(where, tables)
    return { gives: { store }, close: () => store.close() }
  },
})
