import type { Instant } from '../../models/units.ts'
import type { AccountTables } from '../accounts/accountTables.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'

/**
 * Failures without a delay: of a name from one address, of an address (many people may share one), of a name from
 * anywhere, and in a browser in which the owner of the name has logged in before. Only the last delays such a browser.
 */
const FREE = { pair: 5, address: 20, name: 50, known: 5 } as const
/** Counts kept at most; the oldest give way. */
const MOST = 50_000
/** First delay, doubled with each further failure, and the longest; milliseconds. */
const FIRST = 5_000
const LONGEST = 15 * 60_000
/** Failures this old no longer count. */
const FORGET = 60 * 60_000

/** Slows down guessing: each failed login makes the next one like it wait longer, but nobody locks the owner of a name out of a browser of theirs. */
export class Lockout {
  private readonly store: Store<AccountTables>
  private readonly clock: Clock

  constructor(store: Store<AccountTables>, clock: Clock) {
    this.store = store
    this.clock = clock
  }

  /**
   * Count a try before it is looked at, so that a thousand at once gain nothing. Seconds to wait when one of its counts
   * is locked (the try is then not counted), 0 to go on. `known` is the mark of a browser of the name's owner.
   */
  async enter(name: string, address: string, known: string | null = null): Promise<number> {
    const now = this.clock.now()
    const counts = countsOf(name, address, known)
    const keys = counts.map(([key]) => key)
    const rows = await this.store.db
      .selectFrom('login_failure')
      .select('until')
      .where('subject', 'in', keys)
      .execute()
    const until = Math.max(0, ...rows.map(row => row.until))
    if (until > now) return Math.ceil((until - now) / 1000)
    for (const [key, free] of counts) await this.count(key, free, now)
    return 0
  }

  /** The try was right: this name starts afresh from there, and counts that others share get this one back. */
  async succeed(name: string, address: string, known: string | null = null): Promise<void> {
    const [own, ...shared] = countsOf(name, address, known).map(([key]) => key)
    await this.store.db.deleteFrom('login_failure').where('subject', '=', own!).execute()
    if (shared.length === 0) return
    await this.store.db
      .updateTable('login_failure')
      .set(({ eb }) => ({ count: eb('count', '-', 1), until: 0 }))
      .where('subject', 'in', shared)
      .where('count', '>', 0)
      .execute()
  }

  /** Forget the failures of a name, from wherever they came, when an admin resets it. */
  async forgive(name: string): Promise<void> {
    await this.store.db
      .deleteFrom('login_failure')
      .where(({ eb, or, fn, val }) => {
        // Not LIKE: an underscore in a name would stand for any sign of a neighbour's.
        const pairs = `pair ${name} `
        const start = fn<string>('substr', ['subject', val(1), val(pairs.length)])
        return or([eb('subject', '=', `name ${name}`), eb(start, '=', pairs)])
      })
      .execute()
  }

  /** Remove what no longer counts, and the oldest beyond what is kept. */
  async sweep(): Promise<void> {
    const { db } = this.store
    const beyond = await db
      .selectFrom('login_failure')
      .select('last')
      .orderBy('last', 'desc')
      .offset(MOST)
      .limit(1)
      .executeTakeFirst()
    const old = Math.max(this.clock.now() - FORGET, (beyond?.last ?? -1) + 1)
    await db.deleteFrom('login_failure').where('last', '<', old).execute()
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

/** What a try counts towards and how often it may fail; the first is the caller's own. */
function countsOf(name: string, address: string, known: string | null): [key: string, free: number][] {
  if (known !== null) return [[`known ${name} ${known}`, FREE.known]]
  return [
    [`pair ${name} ${address}`, FREE.pair],
    [`address ${address}`, FREE.address],
    [`name ${name}`, FREE.name],
  ]
}
