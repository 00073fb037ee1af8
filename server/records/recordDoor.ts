import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { RecordBook } from '../../models/records/RecordBook.ts'
import type { RecordChange } from '../../models/records/recordWire.ts'
import { NO_HASH } from '../chainHash.ts'
import type { Store } from '../store/Store.ts'
import { readChange, readRecord } from './changeRow.ts'
import type { ChangeRow, RecordRow, RecordTables } from './recordTables.ts'

/** Where changes become durable. */
export interface RecordDoor {
  /** Write changes and what they lead to in one transaction; resolves when it is on the disk. */
  write(changes: readonly ChangeRow[], records: readonly RecordRow[]): Promise<void>
  /** Number and hash of the last durable change. */
  end(): Promise<{ readonly number: number; readonly hash: string }>
  /** Changes after a number, in order, some at a time. */
  after(number: number): Promise<RecordChange[]>
}

/** Rows of one statement: the engines bound its parameters. */
const AT_ONCE = 500

/** The records' tables in a store. `fence` runs first in each transaction and throws when this process may not write. */
export function recordDoor(
  store: Store<RecordTables>,
  fence: (trx: Transaction<RecordTables>) => Promise<void> = async () => undefined,
): RecordDoor {
  const { db } = store
  return {
    after: number => changesAfter(store, number),
    write: (changes, records) =>
      db.transaction().execute(async trx => {
        await fence(trx)
        for (let from = 0; from < changes.length; from += AT_ONCE)
          await trx
            .insertInto('record_change')
            .values(changes.slice(from, from + AT_ONCE))
            .execute()
        for (let from = 0; from < records.length; from += AT_ONCE)
          await trx
            .insertInto('record')
            .values(records.slice(from, from + AT_ONCE))
            .onConflict(conflict =>
              conflict.columns(['branch', 'id']).doUpdateSet(({ ref }) => ({
                version: ref('excluded.version'),
                number: ref('excluded.number'),
                made: ref('excluded.made'),
                changed: ref('excluded.changed'),
                changed_by: ref('excluded.changed_by'),
                value: ref('excluded.value'),
                stamps: ref('excluded.stamps'),
              })),
            )
            .execute()
      }),
    async end() {
      const row = await db
        .selectFrom('record_change')
        .select(['number', 'hash'])
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row ? { number: Number(row.number), hash: row.hash } : { number: 0, hash: NO_HASH }
    },
  }
}

/** All records as they stand, in a book. */
export async function readBook({ db }: Store<RecordTables>): Promise<RecordBook> {
  const book = new RecordBook()
  for (const row of await db.selectFrom('record').selectAll().execute()) book.put(readRecord(row))
  return book
}

/** Changes after a number, in order, so many at most. */
export async function changesAfter(
  { db }: Store<RecordTables>,
  number: number,
  most = 2_000,
): Promise<RecordChange[]> {
  const rows = await db
    .selectFrom('record_change')
    .selectAll()
    .where('number', '>', number)
    .orderBy('number')
    .limit(most)
    .execute()
  return rows.map(readChange)
}

/** The name of this log; given when it is first asked for. */
export async function logEpoch({ db }: Store<RecordTables>): Promise<string> {
  await db
    .insertInto('record_log')
    .values({ id: 1, epoch: randomUUID() })
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute()
  const { epoch } = await db
    .selectFrom('record_log')
    .select('epoch')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  return epoch
}

/** The last changes, in order: a page may send again what it did not hear the answer of. */
export async function lastChanges({ db }: Store<RecordTables>, most: number): Promise<RecordChange[]> {
  const rows = await db
    .selectFrom('record_change')
    .selectAll()
    .orderBy('number', 'desc')
    .limit(most)
    .execute()
  return rows.reverse().map(readChange)
}
