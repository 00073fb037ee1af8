import { randomBytes } from 'node:crypto'
import type { Store } from '../store/Store.ts'
import type { AccountTables } from './accountTables.ts'
import { tokenHash } from './token.ts'

/** Codes an account is given. */
const CODES = 10
/** Without letters that look alike; 32 of them, so that a byte's remainder is even. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz0'
/** Letters of a code: 80 random bits, so no slow hash is needed. */
const LENGTH = 16

/** Codes for the day the phone is lost: each once, only hashes are kept. */
export class Recovery {
  private readonly store: Store<AccountTables>

  constructor(store: Store<AccountTables>) {
    this.store = store
  }

  /** Ten fresh codes, which replace those before. */
  async make(account: string): Promise<string[]> {
    const codes = Array.from({ length: CODES }, newCode)
    await this.store.db.transaction().execute(async db => {
      await db.deleteFrom('account_recovery').where('account', '=', account).execute()
      await db
        .insertInto('account_recovery')
        .values(codes.map(code => ({ hash: hashOf(account, code), account })))
        .execute()
    })
    return codes
  }

  /** Codes that are left. */
  async left(account: string): Promise<number> {
    const rows = await this.store.db
      .selectFrom('account_recovery')
      .select('hash')
      .where('account', '=', account)
      .limit(CODES)
      .execute()
    return rows.length
  }

  /** Use a code up. False when it is none of this account's or was used. */
  async take(account: string, code: string): Promise<boolean> {
    const { numDeletedRows } = await this.store.db
      .deleteFrom('account_recovery')
      .where('hash', '=', hashOf(account, code))
      .where('account', '=', account)
      .executeTakeFirst()
    return numDeletedRows > 0n
  }

  /** Forget them. */
  async remove(account: string): Promise<void> {
    await this.store.db.deleteFrom('account_recovery').where('account', '=', account).execute()
  }
}

/** Four groups of four. */
function newCode(): string {
  const letters = [...randomBytes(LENGTH)].map(byte => LETTERS[byte % LETTERS.length]).join('')
  return letters.replace(/.{4}(?=.)/g, '$&-')
}

function hashOf(account: string, code: string): string {
  return tokenHash(`${account} ${code.toLowerCase().replace(/[^0-9a-z]/g, '')}`)
}
