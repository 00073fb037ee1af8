import { columns } from '../store/columns.ts'
import type { Migrations } from '../store/Store.ts'

/** A change as it is kept: never edited, numbered without a gap, each with the hash of all before it. */
export interface ChangeRow {
  number: number
  at: number
  branch: string
  type: string
  id: string
  owner: string
  owner_name: string
  actor: string
  actor_name: string
  role: string
  order_id: string
  /** 1 when the fields are the whole value. */
  whole: number
  /** JSON of the fields; null for a removal. */
  fields: string | null
  hash: string
}

/** A record as it stands, so that a start need not read every change. */
export interface RecordRow {
  branch: string
  id: string
  type: string
  version: number
  owner: string
  owner_name: string
  number: number
  made: number
  changed: number
  changed_by: string
  /** JSON; null for one that was removed. */
  value: string | null
  stamps: string
}

/** Tables of the records. Instants are UTC milliseconds. */
export interface RecordTables {
  record_change: ChangeRow
  record: RecordRow
  /** One row: names this log, so that a page knows the numbers of another one. */
  record_log: { id: number; epoch: string }
}

/** Versions of these tables. */
export const recordMigrations: Migrations = engine => ({
  'records-001': {
    up: async db => {
      const { long } = columns(engine)
      await db.schema
        .createTable('record_change')
        .addColumn('number', long, column => column.primaryKey())
        .addColumn('at', long, column => column.notNull())
        .addColumn('branch', 'text', column => column.notNull())
        .addColumn('type', 'text', column => column.notNull())
        .addColumn('id', 'text', column => column.notNull())
        .addColumn('owner', 'text', column => column.notNull())
        .addColumn('owner_name', 'text', column => column.notNull())
        .addColumn('actor', 'text', column => column.notNull())
        .addColumn('actor_name', 'text', column => column.notNull())
        .addColumn('role', 'text', column => column.notNull())
        .addColumn('order_id', 'text', column => column.notNull().unique())
        .addColumn('whole', 'integer', column => column.notNull())
        .addColumn('fields', 'text')
        .addColumn('hash', 'text', column => column.notNull())
        .execute()
      await db.schema
        .createIndex('record_change_record')
        .on('record_change')
        .columns(['branch', 'id', 'number'])
        .execute()
      await db.schema
        .createTable('record')
        .addColumn('branch', 'text', column => column.notNull())
        .addColumn('id', 'text', column => column.notNull())
        .addColumn('type', 'text', column => column.notNull())
        .addColumn('version', 'integer', column => column.notNull())
        .addColumn('owner', 'text', column => column.notNull())
        .addColumn('owner_name', 'text', column => column.notNull())
        .addColumn('number', long, column => column.notNull())
        .addColumn('made', long, column => column.notNull())
        .addColumn('changed', long, column => column.notNull())
        .addColumn('changed_by', 'text', column => column.notNull())
        .addColumn('value', 'text')
        .addColumn('stamps', 'text', column => column.notNull())
        .addPrimaryKeyConstraint('record_key', ['branch', 'id'])
        .execute()
      await db.schema
        .createTable('record_log')
        .addColumn('id', 'integer', column => column.primaryKey())
        .addColumn('epoch', 'text', column => column.notNull())
        .execute()
    },
  },
})
