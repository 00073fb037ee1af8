import { type Kysely, sql, type Transaction } from 'kysely'
import type { Engine } from '../store/Store.ts'

/**
 * A transaction that is whole but does not wait for the disk: for what the journal holds as well. Both engines write
 * their logs in order, so the later, waiting commit that takes it out of the journal brings this one to the disk first.
 */
export async function commitLazily<T, R>(
  db: Kysely<T>,
  engine: Engine,
  task: (trx: Transaction<T>) => Promise<R>,
): Promise<R> {
  if (engine === 'postgres')
    return await db.transaction().execute(async trx => {
      await sql`SET LOCAL synchronous_commit = off`.execute(trx)
      return await task(trx)
    })
  // SQLite's setting is one of the connection, which nobody else has meanwhile.
  return await db.connection().execute(async one => {
    await sql`PRAGMA synchronous = NORMAL`.execute(one)
    try {
      return await one.transaction().execute(task)
    } finally {
      await sql`PRAGMA synchronous = FULL`.execute(one)
    }
  })
}
