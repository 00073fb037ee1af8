import type { Kysely } from 'kysely'
import type { HistoryTables } from '../../../server/history/tables.ts'

/** Let every question to the database fail as a lost connection does; the result mends it. */
export function breakStore(db: Kysely<HistoryTables>, fault: Error): () => void {
  const executor = db.getExecutor()
  const adapter = executor.provideConnection.bind(executor)
  executor.provideConnection = () => Promise.reject(fault)
  return () => {
    executor.provideConnection = adapter
  }
}
