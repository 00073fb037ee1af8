import { sql } from 'kysely'
import { verifyAll } from '../audit/verifyAll.ts'
import { openStore } from '../store/openStore.ts'
import type { Store } from '../store/Store.ts'
import { schema } from '../tables.ts'
import { readBackup } from './readBackup.ts'
import type { SealKey } from './seal.ts'
import { storedTables } from './storedTables.ts'

/** What a drill found: rows by table, and the first fault of the chained ones. */
export interface DrillReport {
  readonly rows: number
  readonly tables: readonly { readonly table: string; readonly rows: number }[]
  readonly chainFault: string | null
}

/** Bring a backup into a database of its own, in memory, and look at what came: nothing that stands is touched. */
export async function drill(file: string, seal: SealKey): Promise<DrillReport> {
  const store = await openStore(':memory:', schema)
  try {
    const rows = await readBackup(store as Store, file, seal)
    const tables = []
    for (const { name } of await storedTables(store as Store)) {
      const counted = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(name)}`.execute(store.db)
      tables.push({ table: name, rows: Number(counted.rows[0]?.n ?? 0) })
    }
    const faults = (await verifyAll(store, [])).flatMap(({ fault }) => fault ?? [])
    return { rows, tables, chainFault: faults[0] ?? null }
  } finally {
    await store.close()
  }
}
