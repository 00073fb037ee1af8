import { type Kysely, sql } from 'kysely'
import type { Store } from '../store/Store.ts'

/** A table as a backup needs it. */
export interface StoredTable {
  readonly name: string
  readonly columns: readonly {
    readonly name: string
    readonly boolean: boolean
    /** Counts by itself: its counter is moved on after rows were put in. */
    readonly counts: boolean
  }[]
}

/** Rows a question to the database brings at a time. */
const ROWS = 500
/** Kysely's own tables: a restored database has its own. */
const OWN = /^(kysely_migration|kysely_migration_lock|sqlite_.*)$/

/** All tables of the twin in the order they were made, so that what is referred to comes first. */
export async function storedTables({ db, engine }: Store): Promise<StoredTable[]> {
  const { rows } = await (engine === 'sqlite'
    ? sql<{ name: string }>`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid`.execute(db)
    : sql<{
        name: string
      }>`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY oid`.execute(
        db,
      ))
  const known = await db.introspection.getTables()
  const { rows: here } = await (engine === 'sqlite'
    ? { rows: [{ schema: undefined }] }
    : sql<{ schema: string }>`SELECT current_schema() AS schema`.execute(db))
  const schema = here[0]?.schema
  return rows
    .filter(({ name }) => !OWN.test(name))
    .map(({ name }) => ({
      name,
      columns: (
        known.find(table => table.name === name && (schema === undefined || table.schema === schema))
          ?.columns ?? []
      ).map(column => ({
        name: column.name,
        boolean: /^bool/.test(column.dataType),
        counts: column.isAutoIncrementing,
      })),
    }))
}

/** The names of the schema versions that a database has. */
export async function schemaVersions(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db)
  return rows.map(({ name }) => name)
}

/** The rows of a table, some at a time; inside a transaction, so that all tables are of one instant. */
export async function* rowsOf(
  db: Kysely<unknown>,
  engine: Store['engine'],
  { name, columns }: StoredTable,
): AsyncGenerator<Readonly<Record<string, unknown>>[]> {
  const list = sql.join(columns.map(column => sql.ref(column.name)))
  if (engine === 'postgres') {
    await sql`DECLARE backup NO SCROLL CURSOR FOR SELECT ${list} FROM ${sql.table(name)}`.execute(db)
    for (;;) {
      const { rows } = await sql<Record<string, unknown>>`FETCH ${sql.lit(ROWS)} FROM backup`.execute(db)
      if (rows.length === 0) break
      yield rows
    }
    await sql`CLOSE backup`.execute(db)
    return
  }
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const { rows } = await sql<
      Record<string, unknown>
    >`SELECT rowid AS "rowid of backup", ${list} FROM ${sql.table(name)} WHERE rowid > ${last} ORDER BY rowid LIMIT ${ROWS}`.execute(
      db,
    )
    if (rows.length === 0) return
    last = Number(rows.at(-1)!['rowid of backup'])
    yield rows
  }
}
