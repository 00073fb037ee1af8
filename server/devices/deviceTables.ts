import { columns } from '../store/columns.ts'
import type { Migrations } from '../store/Store.ts'

/** A device that may send samples. Instants in milliseconds. */
export interface DeviceRow {
  readonly id: string
  /** User name at the MQTT door. */
  readonly name: string
  /** SHA-256 of its key, hex. */
  readonly hash: string
  /** JSON list of asset ids, or beginnings of them followed by `*`. */
  readonly scopes: string
  /** JSON list of doors it may use; empty for all. */
  readonly doors: string
  /** Samples a second on average. */
  readonly rate: number
  readonly created: number
  readonly revoked: number | null
}

export interface DeviceTables {
  device: DeviceRow
}

export const deviceMigrations: Migrations = engine => ({
  'devices-001': {
    up: async db => {
      const { long } = columns(engine)
      await db.schema
        .createTable('device')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('name', 'text', column => column.notNull().unique())
        .addColumn('hash', 'text', column => column.notNull().unique())
        .addColumn('scopes', 'text', column => column.notNull())
        .addColumn('doors', 'text', column => column.notNull())
        .addColumn('rate', 'integer', column => column.notNull())
        .addColumn('created', long, column => column.notNull())
        .addColumn('revoked', long)
        .execute()
    },
  },
})
