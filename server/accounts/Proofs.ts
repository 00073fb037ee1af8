import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { AccountTables } from './accountTables.ts'
import { newToken, tokenHash } from './token.ts'

/** What a proof is good for, and how long, milliseconds. */
const LASTS = {
  /** The password was right; the second factor is awaited. */
  second: 5 * 60_000,
  'passkey:add': 5 * 60_000,
  'passkey:login': 5 * 60_000,
} as const
export type Use = keyof typeof LASTS

/** Kept of one account, and of nobody in particular; the oldest give way. */
const MOST = { account: 20, nobody: 5_000 }

/** What was begun, until it is finished: short-lived, of one use, the same in every process. */
export class Proofs {
  private readonly store: Store<AccountTables>
  private readonly clock: Clock

  constructor(store: Store<AccountTables>, clock: Clock) {
    this.store = store
    this.clock = clock
  }

  /** Begin; the token is kept nowhere. */
  async give(use: Use, account: string | null, challenge = ''): Promise<string> {
    const token = newToken()
    const row = { id: tokenHash(token), use, account, challenge, ends: this.clock.now() + LASTS[use] }
    await this.store.db.insertInto('account_proof').values(row).execute()
    await this.dropOldest(use, account)
    return token
  }

  /** Whose proof it is, without using it up: a mistyped code may be typed again. Null when it does not hold. */
  async look(use: Use, token: string): Promise<string | null> {
    const row = await this.store.db
      .selectFrom('account_proof')
      .select('account')
      .where('id', '=', tokenHash(token))
      .where('use', '=', use)
      .where('ends', '>', this.clock.now())
      .executeTakeFirst()
    return row?.account ?? null
  }

  /** Use a proof up: true to the first who comes. Null when it does not hold. */
  async take(use: Use, token: string): Promise<{ account: string | null; challenge: string } | null> {
    const row = await this.store.db
      .deleteFrom('account_proof')
      .where('id', '=', tokenHash(token))
      .where('use', '=', use)
      .where('ends', '>', this.clock.now())
      .returning(['account', 'challenge'])
      .executeTakeFirst()
    return row ?? null
  }

  /** Nothing that this account began can be finished. */
  async drop(account: string): Promise<void> {
    await this.store.db.deleteFrom('account_proof').where('account', '=', account).execute()
  }

  /** Remove what ended. */
  async sweep(): Promise<void> {
    await this.store.db.deleteFrom('account_proof').where('ends', '<=', this.clock.now()).execute()
  }

  private async dropOldest(use: Use, account: string | null): Promise<void> {
    const { db } = this.store
    const old = await db
      .selectFrom('account_proof')
      .select('id')
      .where('use', '=', use)
      .where('account', account === null ? 'is' : '=', account)
      .orderBy('ends', 'desc')
      .offset(account === null ? MOST.nobody : MOST.account)
      .limit(100)
      .execute()
    if (old.length === 0) return
    const ids = old.map(row => row.id)
    await db.deleteFrom('account_proof').where('id', 'in', ids).execute()
  }
}
