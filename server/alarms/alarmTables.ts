import { type ColumnType, type Kysely, sql } from 'kysely'
import { columns } from '../store/columns.ts'
import type { Migrations } from '../store/Store.ts'
import { chainOlder } from './JournalChain.ts'
import type { JournalRow } from './JournalRow.ts'

/** Tables of the alarms. Instants are UTC milliseconds. */
export interface AlarmTables {
  /** Append-only, numbered 1, 2, 3 … without a gap by one writer; `hash` covers all up to the row, null in rows of older programs. */
  alarm_journal: JournalRow & { readonly hash: ColumnType<string | null, string | null | undefined> }
  /** Up to which row, with which hash, rows without one were chained afterwards. */
  alarm_chain: { number: number; hash: string }
  /** Numbers of the last rows of all alarms that were not quiet after journal row `number`, as JSON: where a restart or a look back begins. */
  alarm_snapshot: { number: number; at: number; states: string }
  /** Every setting on the alarms of simulated values. */
  alarm_simulated: {
    version: number
    at: number
    setting: string
    actor: string
    actor_name: string
    reason: string
  }
  /** Rows that the database did not take as they were, as JSON in ASCII, and why. */
  alarm_aside: { number: number; at: number; row: string; reason: string }
  /** Every version of the rule overrides, as JSON. */
  alarm_rules: {
    version: number
    at: number
    actor: string
    actor_name: string
    reason: string
    overrides: string
  }
}

/** Versions of these tables. */
export const alarmMigrations: Migrations = engine => ({
  'alarms-001': {
    up: async db => {
      const { long } = columns(engine)
      await db.schema
        .createTable('alarm_journal')
        .addColumn('number', long, column => column.primaryKey())
        .addColumn('at', long, column => column.notNull())
        .addColumn('asset', 'text', column => column.notNull())
        .addColumn('alarm', 'text', column => column.notNull())
        .addColumn('event', 'text', column => column.notNull())
        .addColumn('before', 'text', column => column.notNull())
        .addColumn('after', 'text', column => column.notNull())
        .addColumn('cycle', 'text', column => column.notNull())
        .addColumn('cause', 'text', column => column.notNull())
        .addColumn('severity', 'integer', column => column.notNull())
        .addColumn('value', 'double precision')
        .addColumn('since', long, column => column.notNull())
        .addColumn('first', 'integer', column => column.notNull())
        .addColumn('actor', 'text')
        .addColumn('actor_name', 'text')
        .addColumn('role', 'text')
        .addColumn('reason', 'text')
        .execute()
      await db.schema.createIndex('alarm_journal_at').on('alarm_journal').columns(['at', 'number']).execute()
      await db.schema
        .createIndex('alarm_journal_asset')
        .on('alarm_journal')
        .columns(['asset', 'number'])
        .execute()
      await sql`CREATE INDEX alarm_journal_order ON alarm_journal (number) WHERE actor IS NOT NULL`.execute(
        db,
      )
      await db.schema
        .createTable('alarm_snapshot')
        .addColumn('number', long, column => column.primaryKey())
        .addColumn('at', long, column => column.notNull())
        .addColumn('states', 'text', column => column.notNull())
        .execute()
      await db.schema
        .createTable('alarm_rules')
        .addColumn('version', 'integer', column => column.primaryKey())
        .addColumn('at', long, column => column.notNull())
        .addColumn('actor', 'text', column => column.notNull())
        .addColumn('actor_name', 'text', column => column.notNull())
        .addColumn('reason', 'text', column => column.notNull())
        .addColumn('overrides', 'text', column => column.notNull())
        .execute()
    },
  },
  // The first snapshots held whole rows; they are only a short cut and are made anew.
  'alarms-002': { up: async db => void (await sql`DELETE FROM alarm_snapshot`.execute(db)) },
  'alarms-004': {
    up: async db => {
      const { long } = columns(engine)
      await db.schema
        .createTable('alarm_simulated')
        .addColumn('version', 'integer', column => column.primaryKey())
        .addColumn('at', long, column => column.notNull())
        .addColumn('setting', 'text', column => column.notNull())
        .addColumn('actor', 'text', column => column.notNull())
        .addColumn('actor_name', 'text', column => column.notNull())
        .addColumn('reason', 'text', column => column.notNull())
        .execute()
    },
  },
  'alarms-003': {
    up: async db => {
      await db.schema.alterTable('alarm_journal').addColumn('trip', 'text').execute()
      await db.schema.alterTable('alarm_journal').addColumn('simulated', 'integer').execute()
    },
  },
  'alarms-005': {
    up: async db => {
      const { long } = columns(engine)
      await db.schema
        .createTable('alarm_aside')
        .addColumn('number', long, column => column.notNull())
        .addColumn('at', long, column => column.notNull())
        .addColumn('row', 'text', column => column.notNull())
        .addColumn('reason', 'text', column => column.notNull())
        .execute()
    },
  },
  'alarms-006': {
    up: async db => {
      const { long } = columns(engine)
      await db.schema.alterTable('alarm_journal').addColumn('hash', 'text').execute()
      await db.schema
        .createTable('alarm_chain')
        .addColumn('number', long, column => column.primaryKey())
        .addColumn('hash', 'text', column => column.notNull())
        .execute()
      await chainOlder(db as Kysely<AlarmTables>)
    },
  },
})
