import { openStore } from '../../../server/store/openStore.ts'
import type { Migrations, Store } from '../../../server/store/Store.ts'
import { areDroppedLater, once, PG, schemaName } from './schemas.ts'

/** An empty database for one test, gone when closed or with the run. `where` opens it again (another process, a restart). */
export interface TestStore<T> {
  readonly store: Store<T>
  readonly where: string
  close(): Promise<void>
}

type Open = <T>(subjects: readonly Migrations[]) => Promise<TestStore<T>>

/** The engines to run a suite on: SQLite always; PostgreSQL when it answers, and always in CI (test.each of [name, open]). */
export const stores: readonly (readonly [string, Open])[] = [
  ['sqlite', openMemory],
  ...((await answers()) || process.env.CI ? ([['postgres', openSchema]] as const) : []),
]

async function openMemory<T>(subjects: readonly Migrations[]): Promise<TestStore<T>> {
  const store = await openStore<T>(':memory:', subjects)
  return { store, where: ':memory:', close: () => store.close() }
}

/** A schema of its own in the test database, so that suites run side by side. */
async function openSchema<T>(subjects: readonly Migrations[]): Promise<TestStore<T>> {
  const schema = schemaName()
  await once(`CREATE SCHEMA ${schema}`)
  const where = `${PG}?options=${encodeURIComponent(`-c search_path=${schema}`)}`
  const store = await openStore<T>(where, subjects)
  const close = async (): Promise<void> => {
    await store.close()
    if (!areDroppedLater()) await once(`DROP SCHEMA ${schema} CASCADE`)
  }
  return { store, where, close }
}

async function answers(): Promise<boolean> {
  return once('SELECT 1').then(
    () => true,
    () => false,
  )
}
