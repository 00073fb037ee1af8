import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { Accounts } from './Accounts.ts'
import type { AccountTables } from './accountTables.ts'
import { newToken, tokenHash } from './token.ts'

/** The link works for an hour; a start prints a new one while there is no admin. */
const LASTS = 60 * 60_000

/** The one-time link that makes the first admin. */
export class AdminSetup {
  private readonly store: Store<AccountTables>
  private readonly clock: Clock
  private readonly accounts: Accounts

  constructor(store: Store<AccountTables>, clock: Clock, accounts: Accounts) {
    this.store = store
    this.clock = clock
    this.accounts = accounts
  }

  /** A fresh token for the link, replacing any before; null when there is an admin. */
  async offer(): Promise<string | null> {
    if (await this.accounts.hasAdmin()) return null
    const token = newToken()
    await this.store.db.deleteFrom('admin_setup').execute()
    await this.store.db
      .insertInto('admin_setup')
      .values({ hash: tokenHash(token), ends: this.clock.now() + LASTS })
      .execute()
    return token
  }

  /** Use the link up: true for the one who comes first with the right token within the hour, while there is no admin. */
  async take(token: string): Promise<boolean> {
    if (await this.accounts.hasAdmin()) return false
    const { numDeletedRows } = await this.store.db
      .deleteFrom('admin_setup')
      .where('hash', '=', tokenHash(token))
      .where('ends', '>', this.clock.now())
      .executeTakeFirst()
    return numDeletedRows > 0n
  }
}
