import { columns } from '../store/columns.ts'
import type { Migrations } from '../store/Store.ts'

/** A point that a device has fed, by names that outlive point indices. */
export interface FedRow {
  readonly asset: string
  readonly point: string
  readonly part: number
  /** Instant of its first sample, milliseconds. */
  readonly since: number
  readonly source: string
}

export interface FedTables {
  fed: FedRow
}

export const fedMigrations: Migrations = engine => ({
  'fed-001': {
    up: async db => {
      const { long } = columns(engine)
      await db.schema
        .createTable('fed')
        .addColumn('asset', 'text', column => column.notNull())
        .addColumn('point', 'text', column => column.notNull())
        .addColumn('part', 'integer', column => column.notNull())
        .addColumn('since', long, column => column.notNull())
        .addColumn('source', 'text', column => column.notNull())
        .addPrimaryKeyConstraint('fed_key', ['asset', 'point', 'part'])
        .execute()
    },
  },
})
