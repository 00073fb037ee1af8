import { type Kysely, type Migration, sql } from 'kysely'
import { columns } from '../store/columns.ts'
import type { Engine, Migrations } from '../store/Store.ts'

/** One action as it is kept; `hash` covers the row and the hash before it. */
export interface AuditRow {
  /** 1, 2, 3 … without a gap. */
  readonly n: number
  /** Server time, milliseconds. */
  readonly at: number
  readonly actor: string
  readonly name: string
  readonly role: string
  /** Network address. */
  readonly source: string
  readonly what: string
  readonly target: string
  /** JSON of what was and what became of it. */
  readonly before: string | null
  readonly after: string | null
  readonly reason: string
  readonly request: string
  readonly hash: string
}

export interface AuditTables {
  audit: AuditRow
  /** One row that whoever writes holds meanwhile. */
  audit_turn: { readonly n: number }
  /** Files of anchors by the seal of their first line; the newest line that was written to each. */
  audit_anchor: { readonly birth: string; readonly file: string; readonly seal: string; readonly at: number }
}

/** The audit: rows are only ever added, the database itself refuses the rest. */
export const auditMigrations: Migrations = engine => ({
  'audit-001': first(engine),
  'audit-002': second(engine),
})

function first(engine: Engine): Migration {
  return {
    up: async db => {
      const { long } = columns(engine)
      await db.schema
        .createTable('audit')
        .addColumn('n', long, column => column.primaryKey())
        .addColumn('at', long, column => column.notNull())
        .addColumn('actor', 'text', column => column.notNull())
        .addColumn('name', 'text', column => column.notNull())
        .addColumn('role', 'text', column => column.notNull())
        .addColumn('source', 'text', column => column.notNull())
        .addColumn('what', 'text', column => column.notNull())
        .addColumn('target', 'text', column => column.notNull())
        .addColumn('before', 'text')
        .addColumn('after', 'text')
        .addColumn('reason', 'text', column => column.notNull())
        .addColumn('request', 'text', column => column.notNull())
        .addColumn('hash', 'text', column => column.notNull())
        .execute()
      await db.schema.createIndex('audit_what').on('audit').columns(['what', 'n']).execute()
      await db.schema.createIndex('audit_actor').on('audit').columns(['actor', 'n']).execute()
      await db.schema
        .createTable('audit_turn')
        .addColumn('n', long, column => column.primaryKey())
        .execute()
      await (db as Kysely<AuditTables>).insertInto('audit_turn').values({ n: 0 }).execute()
      await (engine === 'sqlite' ? lockSqlite(db) : lockPostgres(db))
    },
  }
}

function second(engine: Engine): Migration {
  return {
    up: async db => {
      await db.schema
        .createTable('audit_anchor')
        .addColumn('birth', 'text', column => column.primaryKey())
        .addColumn('file', 'text', column => column.notNull())
        .addColumn('seal', 'text', column => column.notNull())
        .addColumn('at', columns(engine).long, column => column.notNull())
        .execute()
    },
  }
}

async function lockSqlite(db: Kysely<unknown>): Promise<void> {
  for (const change of ['UPDATE', 'DELETE'])
    await sql
      .raw(
        `CREATE TRIGGER audit_no_${change.toLowerCase()} BEFORE ${change} ON audit
         BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END`,
      )
      .execute(db)
}

async function lockPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$`.execute(db)
  await sql`CREATE TRIGGER audit_locked BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()`.execute(db)
}
