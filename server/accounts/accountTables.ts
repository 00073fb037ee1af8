import type { Migration } from 'kysely'
import type { Role } from '../../models/role.ts'
import { type ProviderTables, providerSessions } from '../security/providerTables.ts'
import { columns } from '../store/columns.ts'
import type { Engine, Migrations } from '../store/Store.ts'
import { type FactorTables, factors } from './factorTables.ts'

/** Somebody who may log in. Instants in milliseconds. */
export interface AccountRow {
  readonly id: string
  /** As models/account.ts accountName writes it. */
  readonly name: string
  readonly role: Role
  /** argon2id, or null for an account that logs in elsewhere. */
  readonly hash: string | null
  /** Issuer and subject of single sign-on, or null. */
  readonly subject: string | null
  /** 1 when it may not log in. */
  readonly disabled: number
  readonly created: number
}

/** One login. `id` is the hash of the token in the cookie. */
export interface SessionRow {
  readonly id: string
  readonly account: string
  readonly created: number
  /** Last order or request; an idle session ends. */
  readonly seen: number
  /** Ends then at the latest. */
  readonly ends: number
  readonly source: string
}

/** Failed logins of a name or an address. */
export interface FailureRow {
  readonly subject: string
  readonly count: number
  readonly last: number
  /** No try is looked at before. */
  readonly until: number
}

export interface AccountTables extends FactorTables, ProviderTables {
  account: AccountRow
  session: SessionRow
  login_failure: FailureRow
  /** Hash of the one-time link for the first admin. */
  admin_setup: { readonly hash: string; readonly ends: number }
  /** Secrets that all processes of the installation share. */
  account_secret: { readonly name: string; readonly value: string }
}

export const accountMigrations: Migrations = engine => ({
  'accounts-001': first(engine),
  'accounts-002': factors(engine),
  'accounts-003': providerSessions(),
})

function first(engine: Engine): Migration {
  return {
    up: async db => {
      const { long } = columns(engine)
      const { schema } = db
      await schema
        .createTable('account')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('name', 'text', column => column.notNull().unique())
        .addColumn('role', 'text', column => column.notNull())
        .addColumn('hash', 'text')
        .addColumn('subject', 'text', column => column.unique())
        .addColumn('disabled', 'integer', column => column.notNull())
        .addColumn('created', long, column => column.notNull())
        .execute()
      await schema
        .createTable('session')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('account', 'text', column => column.notNull().references('account.id').onDelete('cascade'))
        .addColumn('created', long, column => column.notNull())
        .addColumn('seen', long, column => column.notNull())
        .addColumn('ends', long, column => column.notNull())
        .addColumn('source', 'text', column => column.notNull())
        .execute()
      await schema.createIndex('session_account').on('session').column('account').execute()
      await schema
        .createTable('login_failure')
        .addColumn('subject', 'text', column => column.primaryKey())
        .addColumn('count', 'integer', column => column.notNull())
        .addColumn('last', long, column => column.notNull())
        .addColumn('until', long, column => column.notNull())
        .execute()
      await schema
        .createTable('admin_setup')
        .addColumn('hash', 'text', column => column.primaryKey())
        .addColumn('ends', long, column => column.notNull())
        .execute()
      await schema
        .createTable('account_secret')
        .addColumn('name', 'text', column => column.primaryKey())
        .addColumn('value', 'text', column => column.notNull())
        .execute()
    },
  }
}
