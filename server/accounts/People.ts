import type { Role } from '../../models/role.ts'
import { Audit } from '../audit/Audit.ts'
import type { AuditTables } from '../audit/auditTables.ts'
import { type Clock, onward } from '../clock.ts'
import { Lockout } from '../security/Lockout.ts'
import { ProviderSessions } from '../security/ProviderSessions.ts'
import { Sessions } from '../security/Sessions.ts'
import type { Store } from '../store/Store.ts'
import { Accounts } from './Accounts.ts'
import { AdminSetup } from './AdminSetup.ts'
import type { AccountTables } from './accountTables.ts'
import { Factors } from './Factors.ts'
import { secretOf } from './secret.ts'

/** Everything about people that the doors need. */
export interface People {
  readonly clock: Clock
  /** By it sessions and whatever else ends is judged: set back, it runs on. */
  readonly ends: Clock
  readonly accounts: Accounts
  readonly sessions: Sessions
  /** Those sessions that began at a provider of single sign-on. */
  readonly provided: ProviderSessions
  readonly lockout: Lockout
  readonly setup: AdminSetup
  readonly factors: Factors
  readonly audit: Audit
  /** Signs cookies. */
  readonly secret: string
}

/** The people of a store. `required`: roles that must have a second factor. */
export async function openPeople(
  store: Store<AccountTables & AuditTables>,
  clock: Clock,
  required: readonly Role[] = [],
): Promise<People> {
  // A query builder cannot be narrowed to some of its tables by its type, though it can by its use.
  const accountStore = store as unknown as Store<AccountTables>
  const accounts = new Accounts(accountStore, clock)
  const ends = onward(clock)
  return {
    clock,
    ends,
    accounts,
    sessions: new Sessions(accountStore, ends, required),
    provided: new ProviderSessions(accountStore),
    lockout: new Lockout(accountStore, ends),
    setup: new AdminSetup(accountStore, ends, accounts),
    factors: new Factors(accountStore, clock, await secretOf(accountStore, 'second factor'), required),
    audit: new Audit(store as unknown as Store<AuditTables>, clock),
    secret: await secretOf(accountStore, 'cookie'),
  }
}
