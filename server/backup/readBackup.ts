import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Kysely, sql } from 'kysely'
import { openStore } from '../store/openStore.ts'
import type { Store } from '../store/Store.ts'
import { schema } from '../tables.ts'
import { openSealed, type SealKey } from './seal.ts'
import { type StoredTable, schemaVersions, storedTables } from './storedTables.ts'
import { BACKUP_VERSION } from './writeBackup.ts'

/** Rows a statement puts in. */
const ROWS = 100

/**
 * Bring a backup into an empty database whose schema is of the same versions; of either engine, whichever wrote it.
 * All or nothing: it rejects, and changes nothing, when the file is not as it was sealed, is of another schema, or
 * the database is not empty. The number of rows.
 */
export async function readBackup(store: Store, file: string, seal: SealKey): Promise<number> {
  const sealed = await openSealed(file, seal)
  const tables = await storedTables(store)
  const seeded = await seededTables()
  await refuseFull(
    store.db,
    tables.filter(({ name }) => !seeded.includes(name)),
  )
  return await store.db.transaction().execute(async trx => {
    for (const name of seeded) await sql`DELETE FROM ${sql.table(name)}`.execute(trx)
    const hash = createHash('sha256')
    const waiting: unknown[][] = []
    let table: StoredTable | null = null
    let columns: string[] = []
    let rows = 0
    let first = true
    const flush = async (): Promise<void> => {
      if (table && waiting.length > 0) await insert(trx, table, columns, waiting)
      waiting.length = 0
    }
    for await (const text of linesOf(sealed, file)) {
      const value = parse(text, file)
      if (first) await check(value, trx, file)
      else if (Array.isArray(value)) {
        if (waiting.push(value) >= ROWS) await flush()
        rows++
      } else if (isEnd(value)) {
        await flush()
        if (value.end !== rows || value.sha256 !== hash.digest('hex'))
          throw new Error(`${file} is damaged: its rows do not agree with its check; use another backup`)
        await moveCounters(trx, store.engine, tables)
        return rows
      } else {
        await flush()
        const { table: name, columns: names } = value as { table: string; columns: string[] }
        table = tables.find(each => each.name === name) ?? null
        if (!table) throw new Error(`${file} has a table ${name} that this program does not know`)
        columns = names
      }
      first = false
      hash.update(`${text}\n`)
    }
    throw new Error(`${file} is incomplete: it ends before its check; use another backup`)
  })
}

async function* linesOf(source: Readable, file: string): AsyncGenerator<string> {
  const unzipped = createGunzip()
  source.on('error', error => unzipped.destroy(error))
  try {
    yield* createInterface({ input: source.pipe(unzipped), crlfDelay: Number.POSITIVE_INFINITY })
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}; is it a whole backup?`)
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${file} is damaged: a line is no JSON; use another backup`)
  }
}

async function check(value: unknown, db: Kysely<unknown>, file: string): Promise<void> {
  const { format, version, schema } = (value ?? {}) as {
    format?: unknown
    version?: unknown
    schema?: unknown
  }
  if (format !== 'changwon-twin-backup') throw new Error(`${file} is no backup of a twin`)
  if (version !== BACKUP_VERSION)
    throw new Error(`${file} is of format ${version}; this program reads format ${BACKUP_VERSION}`)
  const here = await schemaVersions(db)
  const there = Array.isArray(schema) ? schema.map(String) : []
  const differ = [...here.filter(v => !there.includes(v)), ...there.filter(v => !here.includes(v))]
  if (differ.length > 0)
    throw new Error(
      `${file} is of another schema (${differ.join(', ')}); restore it with the version of the program that wrote it, then update`,
    )
}

/** Tables that have rows as soon as they are made: those of the backup take their place. */
async function seededTables(): Promise<string[]> {
  const fresh = await openStore(':memory:', schema)
  const seeded: string[] = []
  for (const { name } of await storedTables(fresh)) {
    const { rows } = await sql`SELECT 1 FROM ${sql.table(name)} LIMIT 1`.execute(fresh.db)
    if (rows.length > 0) seeded.push(name)
  }
  await fresh.close()
  return seeded
}

async function refuseFull(db: Kysely<unknown>, tables: readonly StoredTable[]): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await sql`SELECT 1 FROM ${sql.table(name)} LIMIT 1`.execute(db)
    if (rows.length > 0)
      throw new Error(
        `the database is not empty (table ${name}); restore into a new one: another --data folder, or another DATABASE_URL`,
      )
  }
}

async function insert(
  db: Kysely<unknown>,
  table: StoredTable,
  columns: readonly string[],
  rows: readonly unknown[][],
): Promise<void> {
  const boolean = columns.map(name => table.columns.find(column => column.name === name)?.boolean === true)
  const tuples = rows.map(row => sql`(${sql.join(row.map((value, k) => stored(value, boolean[k]!)))})`)
  await sql`INSERT INTO ${sql.table(table.name)} (${sql.join(columns.map(name => sql.ref(name)))}) VALUES ${sql.join(tuples)}`.execute(
    db,
  )
}

function stored(value: unknown, boolean: boolean): unknown {
  if (boolean && value !== null) return Boolean(value)
  const { b } = (typeof value === 'object' && value !== null ? value : {}) as { b?: string }
  return b === undefined ? value : Buffer.from(b, 'base64')
}

/** PostgreSQL's counters do not hear of rows put in with their numbers. */
async function moveCounters(
  db: Kysely<unknown>,
  engine: Store['engine'],
  tables: readonly StoredTable[],
): Promise<void> {
  if (engine === 'sqlite') return
  for (const { name, columns } of tables)
    for (const column of columns.filter(each => each.counts))
      await sql`SELECT setval(pg_get_serial_sequence(${name}, ${column.name}), coalesce(max(${sql.ref(column.name)}), 0) + 1, false) FROM ${sql.table(name)}`.execute(
        db,
      )
}

function isEnd(value: unknown): value is { end: number; sha256: string } {
  return typeof (value as { end?: unknown }).end === 'number'
}
