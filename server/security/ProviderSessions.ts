import type { AccountTables } from '../accounts/accountTables.ts'
import type { Store } from '../store/Store.ts'
import type { ProviderSessionRow } from './providerTables.ts'

/** Which of our sessions began at a provider, and as what it knows them. */
export class ProviderSessions {
  private readonly store: Store<AccountTables>

  constructor(store: Store<AccountTables>) {
    this.store = store
  }

  async keep(row: ProviderSessionRow): Promise<void> {
    await this.store.db.insertInto('session_provider').values(row).execute()
  }

  /** The ID token a session began with; null for one that began here. */
  async hintOf(session: string): Promise<string | null> {
    const row = await this.store.db
      .selectFrom('session_provider')
      .select('hint')
      .where('session', '=', session)
      .executeTakeFirst()
    return row?.hint ?? null
  }

  /** Our sessions of one session of the provider's, or, without a `sid`, all of its subject. */
  async of(subject: string | null, sid: string | null): Promise<string[]> {
    let query = this.store.db.selectFrom('session_provider').select('session')
    if (subject !== null) query = query.where('subject', '=', subject)
    if (sid !== null) query = query.where('sid', '=', sid)
    if (subject === null && sid === null) return []
    return (await query.execute()).map(row => row.session)
  }
}
