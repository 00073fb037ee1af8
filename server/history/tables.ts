import { type ColumnType, type Generated, sql } from 'kysely'
import { columns } from '../store/columns.ts'
import type { Migrations } from '../store/Store.ts'

/** Bytes: a Uint8Array goes in; what comes out depends on the engine (see bytesOf). */
export type Blob = ColumnType<ArrayBuffer | Uint8Array, Uint8Array, Uint8Array>

/** Tables of the history. Instants are UTC milliseconds. */
export interface HistoryTables {
  /** What a stored number stands for: tracks outlive point indices, which change with the site. */
  history_track: { id: number; asset: string; point: string; part: number }
  /** Many tracks over one span at one level (see Level): a chunk page of models/chunkPage.ts. */
  history_page: { level: number; band: number; slot: number; data: Blob }
  /** State of all tracks at the start of a slot. */
  history_keyframe: { slot: number; data: Blob }
  /** From when to when a run of the server heard and kept samples. */
  history_run: { begun: number; until: number }
  /** Samples heard that no page holds yet, in the order they came. */
  history_tail: { id: Generated<number>; slot: number; data: Blob }
}

/** Versions of these tables. */
export const historyMigrations: Migrations = engine => ({
  'history-001': {
    up: async db => {
      const { bytes, long } = columns(engine)
      await db.schema
        .createTable('history_track')
        .addColumn('id', 'integer', column => column.primaryKey())
        .addColumn('asset', 'text', column => column.notNull())
        .addColumn('point', 'text', column => column.notNull())
        .addColumn('part', 'integer', column => column.notNull())
        .addUniqueConstraint('history_track_key', ['asset', 'point', 'part'])
        .execute()
      await db.schema
        .createTable('history_page')
        .addColumn('level', 'integer', column => column.notNull())
        .addColumn('band', 'integer', column => column.notNull())
        .addColumn('slot', long, column => column.notNull())
        .addColumn('data', bytes, column => column.notNull())
        .addPrimaryKeyConstraint('history_page_key', ['level', 'band', 'slot'])
        .execute()
      await db.schema
        .createTable('history_keyframe')
        .addColumn('slot', long, column => column.primaryKey())
        .addColumn('data', bytes, column => column.notNull())
        .execute()
      const tail = db.schema.createTable('history_tail')
      await (engine === 'sqlite'
        ? tail.addColumn('id', 'integer', column => column.primaryKey().autoIncrement())
        : tail.addColumn('id', 'serial', column => column.primaryKey())
      )
        .addColumn('slot', long, column => column.notNull())
        .addColumn('data', bytes, column => column.notNull())
        .execute()
    },
  },
  'history-002': {
    // What is sealed is deflated already: PostgreSQL does not try to compress it again.
    up: async db => {
      if (engine === 'sqlite') return
      for (const table of ['history_page', 'history_keyframe', 'history_tail'])
        await sql`ALTER TABLE ${sql.table(table)} ALTER COLUMN data SET STORAGE EXTERNAL`.execute(db)
    },
  },
  'history-003': {
    up: async db => {
      const { long } = columns(engine)
      await db.schema
        .createTable('history_run')
        .addColumn('begun', long, column => column.primaryKey())
        .addColumn('until', long, column => column.notNull())
        .execute()
    },
  },
})
