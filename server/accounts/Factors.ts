import type { FactorsView, Second } from '../../models/factor.ts'
import type { Role } from '../../models/role.ts'
import { type Clock, onward } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { AccountTables } from './accountTables.ts'
import { Passkeys } from './Passkeys.ts'
import { Proofs } from './Proofs.ts'
import { Recovery } from './Recovery.ts'
import { Totp } from './Totp.ts'

/** The second factors of accounts. */
export class Factors {
  readonly totp: Totp
  readonly recovery: Recovery
  readonly passkeys: Passkeys
  readonly proofs: Proofs
  private readonly store: Store<AccountTables>
  private readonly required: readonly Role[]

  /** `secret`: seals the secrets of authenticator apps. `required`: roles that must have a second factor. */
  constructor(store: Store<AccountTables>, clock: Clock, secret: string, required: readonly Role[]) {
    this.store = store
    this.required = required
    this.totp = new Totp(store, clock, secret)
    this.recovery = new Recovery(store)
    this.proofs = new Proofs(store, onward(clock))
    this.passkeys = new Passkeys(store, clock, this.proofs)
  }

  /** What is asked of this account after the password; empty when it has no second factor. */
  async asked(account: string): Promise<Second[]> {
    const [totp, keys, left] = await Promise.all([
      this.totp.has(account),
      this.passkeys.list(account),
      this.recovery.left(account),
    ])
    if (!totp && keys.length === 0) return []
    return [
      ...(totp ? (['totp'] as const) : []),
      ...(left > 0 ? (['recovery'] as const) : []),
      ...(keys.length > 0 ? (['passkey'] as const) : []),
    ]
  }

  /** Everything about an account's factors that its owner may see. */
  async view(account: string): Promise<FactorsView> {
    const { role, hash } = await this.store.db
      .selectFrom('account')
      .select(['role', 'hash'])
      .where('id', '=', account)
      .executeTakeFirstOrThrow()
    return {
      totp: await this.totp.has(account),
      recovery: await this.recovery.left(account),
      passkeys: await this.passkeys.list(account),
      required: this.required.includes(role),
      elsewhere: hash === null,
    }
  }

  /** Recovery codes for an account that has none yet; null when it has. */
  async firstCodes(account: string): Promise<string[] | null> {
    return (await this.recovery.left(account)) > 0 ? null : this.recovery.make(account)
  }

  /** After a factor went: recovery codes alone are none. */
  async tidy(account: string): Promise<void> {
    if ((await this.asked(account)).length === 0) await this.recovery.remove(account)
  }

  /** Forget all of an account, when its owner has lost them. */
  async reset(account: string): Promise<void> {
    await this.totp.remove(account)
    await this.passkeys.remove(account)
    await this.recovery.remove(account)
    await this.proofs.drop(account)
  }
}
