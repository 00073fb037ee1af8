import { Secret, TOTP } from 'otpauth'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { AccountTables } from './accountTables.ts'
import { seal, unseal } from './seal.ts'

/** What authenticator apps take without asking: RFC 6238 with SHA-1, six digits, 30 s. */
const SHAPE = { issuer: 'Changwon Twin', algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Bytes of a secret (RFC 4226, 4: 160 bits are recommended). */
const SECRET = 20
/** Steps before and after the present one that count as well: clocks of phones differ. */
const WINDOW = 1

/** Codes of authenticator apps. Each is good once, in whichever process it comes. */
export class Totp {
  private readonly store: Store<AccountTables>
  private readonly clock: Clock
  private readonly secret: string

  /** `secret`: of the installation; it seals what is kept. */
  constructor(store: Store<AccountTables>, clock: Clock, secret: string) {
    this.store = store
    this.clock = clock
    this.secret = secret
  }

  /** True when the account has a confirmed app. */
  async has(account: string): Promise<boolean> {
    return (await this.row(account))?.confirmed === 1
  }

  /** A fresh secret for an account without an app, with the address that a QR code carries; null when it has one. */
  async offer(account: string, name: string): Promise<{ address: string; secret: string } | null> {
    const secret = new Secret({ size: SECRET })
    const row = {
      account,
      secret: seal(secret.base32, account, this.secret),
      confirmed: 0,
      step: 0,
      created: this.clock.now(),
    }
    const { secret: sealed, created } = row
    const { numInsertedOrUpdatedRows = 0n } = await this.store.db
      .insertInto('account_totp')
      .values(row)
      .onConflict(conflict =>
        conflict
          .column('account')
          .doUpdateSet({ secret: sealed, created, step: 0 })
          .where('account_totp.confirmed', '=', 0),
      )
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) return null
    return { address: new TOTP({ ...SHAPE, label: name, secret }).toString(), secret: secret.base32 }
  }

  /** Take the first code of an app: from then on it is asked for. False when the code does not fit or nothing was offered. */
  confirm(account: string, code: string): Promise<boolean> {
    return this.use(account, code, 0)
  }

  /** Use a code up. False when it does not fit, or was used before, or is older than one that was. */
  take(account: string, code: string): Promise<boolean> {
    return this.use(account, code, 1)
  }

  /** Forget the app. */
  async remove(account: string): Promise<void> {
    await this.store.db.deleteFrom('account_totp').where('account', '=', account).execute()
  }

  private async use(account: string, code: string, confirmed: 0 | 1): Promise<boolean> {
    const row = await this.row(account)
    if (row?.confirmed !== confirmed) return false
    const totp = new TOTP({ ...SHAPE, secret: unseal(row.secret, account, this.secret) })
    const timestamp = this.clock.now()
    const delta = totp.validate({ token: code, timestamp, window: WINDOW })
    if (delta === null) return false
    const step = totp.counter({ timestamp }) + delta
    // Whoever moves the step on first has used the code: two processes cannot both.
    const { numUpdatedRows } = await this.store.db
      .updateTable('account_totp')
      .set({ step, confirmed: 1 })
      .where('account', '=', account)
      .where('secret', '=', row.secret)
      .where('confirmed', '=', confirmed)
      .where('step', '<', step)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  private row(account: string) {
    return this.store.db
      .selectFrom('account_totp')
      .selectAll()
      .where('account', '=', account)
      .executeTakeFirst()
  }
}
