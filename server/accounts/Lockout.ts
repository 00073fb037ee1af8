import type { Instant } from '../../models/units.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { AccountTables } from './accountTables.ts'

/** Failures without a delay, by account name and by address (many people may share one). */
const FREE = { name: 5, address: 20 } as const
/** First delay, doubled with each further failure, and the longest; milliseconds. */
const FIRST = 5_000
const LONGEST = 15 * 60_000
/** Failures this old no longer count. */
const FORGET = 60 * 60_000

/** Slows down guessing: each failed login of a name or from an address makes the next one wait longer. */
export class Lockout {
  private readonly store: Store<AccountTables>
  private readonly clock: Clock

  constructor(store: Store<AccountTables>, clock: Clock) {
    this.store = store
    this.clock = clock
  }

  /**
   * Count a try before it is looked at, so that a thousand at once gain nothing. Seconds to wait when the name or the
   * address is locked (the try is then not counted), 0 to go on.
   */
  async enter(name: string, address: string): Promise<number> {
    const now = this.clock.now()
    const keys = keysOf(name, address)
    const rows = await this.store.db
      .selectFrom('login_failure')
      .select('until')
      .where('subject', 'in', keys)
      .execute()
    const until = Math.max(0, ...rows.map(row => row.until))
    if (until > now) return Math.ceil((until - now) / 1000)
    await this.count(keys[0], FREE.name, now)
    await this.count(keys[1], FREE.address, now)
    return 0
  }

  /** The try was right: the name starts afresh, and the address gets this one back. */
  async succeed(name: string, address: string): Promise<void> {
    const [byName, byAddress] = keysOf(name, address)
    await this.store.db.deleteFrom('login_failure').where('subject', '=', byName).execute()
    await this.store.db
      .updateTable('login_failure')
      .set(({ eb }) => ({ count: eb('count', '-', 1), until: 0 }))
      .where('subject', '=', byAddress)
      .where('count', '>', 0)
      .execute()
  }

  /** Forget the failures of a name, when an admin resets it. */
  async forgive(name: string): Promise<void> {
    await this.store.db.deleteFrom('login_failure').where('subject', '=', keysOf(name, '')[0]).execute()
  }

  /** Remove what no longer counts. */
  async sweep(): Promise<void> {
    const old = this.clock.now() - FORGET
    await this.store.db.deleteFrom('login_failure').where('last', '<', old).execute()
  }

  private async count(subject: string, free: number, now: Instant): Promise<void> {
    const fresh = { subject, count: 1, last: now, until: 0 }
    const { count } = await this.store.db
      .insertInto('login_failure')
      .values(fresh)
      .onConflict(conflict =>
        conflict.column('subject').doUpdateSet(({ eb, ref }) => ({
          count: eb
            .case()
            .when(ref('login_failure.last'), '<', now - FORGET)
            .then(1)
            .else(eb('login_failure.count', '+', 1))
            .end(),
          last: now,
        })),
      )
      .returning('count')
      .executeTakeFirstOrThrow()
    if (count < free) return
    const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(20, count - free))
    await this.store.db
      .updateTable('login_failure')
      .set({ until: now + wait })
      .where('subject', '=', subject)
      .execute()
  }
}

function keysOf(name: string, address: string): [name: string, address: string] {
  return [`name ${name}`, `address ${address}`]
}
