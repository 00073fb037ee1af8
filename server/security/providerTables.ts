import type { Migration } from 'kysely'

/** How a session that began at a provider of single sign-on is known there. */
export interface ProviderSessionRow {
  readonly session: string
  /** Issuer and subject, as the account has them. */
  readonly subject: string
  /** The provider's name of the session; null where it gives none. */
  readonly sid: string | null
  /** Its ID token, shown to the provider when the person leaves; it opens nothing here. */
  readonly hint: string
}

export interface ProviderTables {
  session_provider: ProviderSessionRow
}

/** The table of sessions that began at a provider. */
export function providerSessions(): Migration {
  return {
    up: async ({ schema }) => {
      await schema
        .createTable('session_provider')
        .addColumn('session', 'text', column =>
          column.primaryKey().references('session.id').onDelete('cascade'),
        )
        .addColumn('subject', 'text', column => column.notNull())
        .addColumn('sid', 'text')
        .addColumn('hint', 'text', column => column.notNull())
        .execute()
      await schema.createIndex('session_provider_sid').on('session_provider').column('sid').execute()
    },
  }
}
