import { columns } from '../store/columns.ts'
import type { Migrations } from '../store/Store.ts'

/** Tables of an installation of several processes. */
export interface ClusterTables {
  /** One row with id 1: the term of the present owner, and the address at which it is reached. */
  cluster_owner: { id: number; epoch: number; url: string }
}

/** Versions of these tables. */
export const clusterMigrations: Migrations = engine => ({
  'cluster-001': {
    up: async db => {
      await db.schema
        .createTable('cluster_owner')
        .addColumn('id', 'integer', column => column.primaryKey())
        .addColumn('epoch', columns(engine).long, column => column.notNull())
        .addColumn('url', 'text', column => column.notNull())
        .execute()
    },
  },
})
