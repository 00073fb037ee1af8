import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { TransactionBuilder } from 'kysely'
import type { Instant } from '../../models/units.ts'
import type { Store } from '../store/Store.ts'
import { type SealKey, sealing } from './seal.ts'
import { rowsOf, schemaVersions, storedTables } from './storedTables.ts'

/** Version of the text inside the seal. */
export const BACKUP_VERSION = 1

/**
 * Write the whole database to a file, as of one instant, while the twin runs. Inside its seal the file is gzipped text, the
 * same for both engines, one JSON value a line: a header { format: "changwon-twin-backup", version, at, engine, schema: [names] };
 * for each table { table, columns } and then its rows as arrays, bytes as { "b": base64 }; at the end
 * { end: number of rows, sha256 of all lines before }. It takes its name only when it is complete. The number of rows.
 */
export async function writeBackup(
  store: Store,
  file: string,
  at: Instant,
  seal: SealKey,
  encrypt = false,
): Promise<number> {
  const part = `${file}.part`
  let rows = 0
  try {
    await transactionOf(store).execute(async trx => {
      const counted = lines({ ...store, db: trx }, at, n => {
        rows = n
      })
      await pipeline([
        Readable.from(counted),
        createGzip(),
        ...sealing(seal, encrypt),
        createWriteStream(part, { mode: 0o600 }),
      ])
    })
    const handle = await open(part, 'r+')
    await handle.sync()
    await handle.close()
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  return rows
}

/** One instant for all tables: SQLite's transactions are so by themselves. */
function transactionOf({ db, engine }: Store): TransactionBuilder<unknown> {
  const transaction = db.transaction()
  return engine === 'sqlite' ? transaction : transaction.setIsolationLevel('repeatable read')
}

async function* lines(store: Store, at: Instant, counted: (rows: number) => void): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`
    hash.update(text)
    return text
  }
  const { engine } = store
  const schema = await schemaVersions(store.db)
  yield line({ format: 'changwon-twin-backup', version: BACKUP_VERSION, at, engine, schema })
  let n = 0
  for (const table of await storedTables(store)) {
    yield line({ table: table.name, columns: table.columns.map(({ name }) => name) })
    for await (const rows of rowsOf(store.db, engine, table)) {
      n += rows.length
      yield rows.map(row => line(table.columns.map(({ name }) => plain(row[name])))).join('')
    }
  }
  counted(n)
  yield `${JSON.stringify({ end: n, sha256: hash.digest('hex') })}\n`
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { b: Buffer.from(value).toString('base64') }
  if (value instanceof ArrayBuffer) return { b: Buffer.from(value).toString('base64') }
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}
