import { Kysely, type Migration, type MigrationResultSet, Migrator, sql } from 'kysely'
import { openPostgres } from './openPostgres.ts'
import { openSqlite } from './openSqlite.ts'
import type { Engine, Migrations, Store } from './Store.ts'

/**
 * Opens the database at a PostgreSQL URL (`postgres://…`) or a file path (SQLite) and brings its schema up to date, or
 * with `asItIs` leaves it to the program that runs on it and refuses one that is older.
 * Rejects with a sentence that names the place and the remedy when it cannot be reached or its schema is newer than this program.
 */
export async function openStore<T>(
  where: string,
  subjects: readonly Migrations[],
  { asItIs = false } = {},
): Promise<Store<T>> {
  const engine: Engine = /^postgres(ql)?:\/\//.test(where) ? 'postgres' : 'sqlite'
  const dialect = engine === 'postgres' ? openPostgres(where) : openSqlite(where)
  const db = new Kysely<T>({ dialect })
  const migrations = Object.assign({}, ...subjects.map(subject => subject(engine)))
  const { error, results } = await bringUpToDate(db, engine, migrations, asItIs).catch(error => ({
    error,
    results: [],
  }))
  if (error) {
    await db.destroy().catch(() => undefined)
    const failed = results?.find(result => result.status === 'Error')?.migrationName
    throw new Error(
      `the database ${hideSecret(where)} could not be brought up to date${failed ? ` (version ${failed})` : ''}: ${reason(error)}; ` +
        (engine === 'postgres'
          ? 'check that DATABASE_URL is right and the server is up'
          : 'check that the folder can be written and no newer program has used it'),
    )
  }
  return { db, engine, close: () => db.destroy() }
}

/** Kysely takes a version table of any schema for its own, so on PostgreSQL it is told which one is ours. */
async function bringUpToDate<T>(
  db: Kysely<T>,
  engine: Engine,
  migrations: Record<string, Migration>,
  asItIs: boolean,
): Promise<MigrationResultSet> {
  const schema = engine === 'postgres' ? await currentSchema(db) : undefined
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    allowUnorderedMigrations: true,
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  })
  if (!asItIs) return migrator.migrateToLatest()
  const missing = (await migrator.getMigrations()).filter(({ executedAt }) => !executedAt)
  if (missing.length === 0) return { results: [] }
  const names = missing.map(({ name }) => name).join(', ')
  throw new Error(`it lacks ${names}; use the program that runs on it, or start this one on it once`)
}

async function currentSchema<T>(db: Kysely<T>): Promise<string | undefined> {
  const { rows } = await sql<{ schema: string | null }>`SELECT current_schema() AS schema`.execute(db)
  return rows[0]?.schema ?? undefined
}

function hideSecret(where: string): string {
  return where.replace(/(\/\/[^:/@]*):[^@]*@/, '$1:…@')
}

function reason(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string }
  return message || code || String(error)
}
