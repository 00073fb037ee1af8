import type { Migration } from 'kysely'
import { columns } from '../store/columns.ts'
import type { Engine } from '../store/Store.ts'

/** The authenticator app of an account. Instants in milliseconds. */
export interface TotpRow {
  readonly account: string
  /** Sealed, see seal.ts. */
  readonly secret: string
  /** 1 once its first code came. */
  readonly confirmed: number
  /** Number of the last 30 s step whose code was used; it and older ones are refused. */
  readonly step: number
  readonly created: number
}

/** A passkey of an account. */
export interface PasskeyRow {
  /** Hash of the credential's id, which may be too long for an address. */
  readonly id: string
  readonly account: string
  readonly name: string
  /** base64url, as the browser gives it. */
  readonly credential: string
  /** COSE key, base64url. */
  readonly public_key: string
  readonly counter: number
  /** Comma-separated hints for browsers: usb, internal, hybrid … */
  readonly transports: string
  readonly created: number
  readonly used: number | null
}

/** Something begun that must be finished soon: a login after its password, a passkey's challenge. */
export interface ProofRow {
  /** Hash of the token. */
  readonly id: string
  readonly use: string
  /** Null while it is not known who comes. */
  readonly account: string | null
  /** What an authenticator signs; empty for none. */
  readonly challenge: string
  readonly ends: number
}

export interface FactorTables {
  account_totp: TotpRow
  /** Hashes of the recovery codes that are left. */
  account_recovery: { readonly hash: string; readonly account: string }
  account_passkey: PasskeyRow
  account_proof: ProofRow
}

/** Tables of second factors. */
export function factors(engine: Engine): Migration {
  return {
    up: async ({ schema }) => {
      const { long } = columns(engine)
      await schema
        .createTable('account_totp')
        .addColumn('account', 'text', column =>
          column.primaryKey().references('account.id').onDelete('cascade'),
        )
        .addColumn('secret', 'text', column => column.notNull())
        .addColumn('confirmed', 'integer', column => column.notNull())
        .addColumn('step', long, column => column.notNull())
        .addColumn('created', long, column => column.notNull())
        .execute()
      await schema
        .createTable('account_recovery')
        .addColumn('hash', 'text', column => column.primaryKey())
        .addColumn('account', 'text', column => column.notNull().references('account.id').onDelete('cascade'))
        .execute()
      await schema
        .createTable('account_passkey')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('account', 'text', column => column.notNull().references('account.id').onDelete('cascade'))
        .addColumn('name', 'text', column => column.notNull())
        .addColumn('credential', 'text', column => column.notNull())
        .addColumn('public_key', 'text', column => column.notNull())
        .addColumn('counter', long, column => column.notNull())
        .addColumn('transports', 'text', column => column.notNull())
        .addColumn('created', long, column => column.notNull())
        .addColumn('used', long)
        .execute()
      await schema
        .createTable('account_proof')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('use', 'text', column => column.notNull())
        .addColumn('account', 'text', column => column.references('account.id').onDelete('cascade'))
        .addColumn('challenge', 'text', column => column.notNull())
        .addColumn('ends', long, column => column.notNull())
        .execute()
      for (const table of ['account_recovery', 'account_passkey', 'account_proof'])
        await schema.createIndex(`${table}_account`).on(table).column('account').execute()
    },
  }
}
