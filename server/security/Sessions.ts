import { type Actor, VIEWER } from '../../models/account.ts'
import type { Role } from '../../models/role.ts'
import type { Instant } from '../../models/units.ts'
import type { AccountTables } from '../accounts/accountTables.ts'
import { csrfOf, newToken, tokenHash } from '../accounts/token.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import { LONGEST_SESSION, sessionLife } from './sessionLife.ts'

/** A login that holds. */
export interface Session {
  /** Hash of its token. */
  readonly id: string
  readonly actor: Actor
  readonly csrf: string
  /** True while the account must set up a second factor before anything else: until then it is a viewer here. */
  readonly enrol: boolean
  /** Ends then at the latest. */
  readonly ends: Instant
  /** Ends then unless it is used before. */
  readonly idleEnds: Instant
}

/** A session as the store has it now. */
export interface Held {
  readonly actor: Actor
  readonly enrol: boolean
  readonly ends: Instant
  readonly seen: Instant
  /** Milliseconds without use after which it ends. */
  readonly idle: number
}

/** A use is written down at most this often, milliseconds. */
const TOUCH = 60_000
/** Logins one account may have at a time; the oldest gives way. */
const MOST = 20
/** Sessions looked up in one query. */
const PAGE = 500

/** Logins: random tokens in cookies, only their hashes in the store. */
export class Sessions {
  private readonly store: Store<AccountTables>
  private readonly clock: Clock
  private readonly required: readonly Role[]
  /** Told when logins ended or a role is another one, in this process. */
  private readonly listeners = new Set<() => void>()

  /** `required`: roles that must have a second factor. */
  constructor(store: Store<AccountTables>, clock: Clock, required: readonly Role[] = []) {
    this.store = store
    this.clock = clock
    this.required = required
  }

  /** A new login of an account; the token goes into the cookie and is kept nowhere. */
  async begin(actor: Actor, from: string): Promise<{ token: string; session: Session }> {
    const token = newToken()
    const now = this.clock.now()
    const { idle, most } = sessionLife(actor.role)
    const row = { id: tokenHash(token), account: actor.id, created: now, seen: now, source: from }
    await this.store.db
      .insertInto('session')
      .values({ ...row, ends: now + most })
      .execute()
    await this.dropOldest(actor.id)
    const { actor: present, enrol } = (await this.hold([row.id])).get(row.id) ?? { actor, enrol: false }
    const life = { ends: now + most, idleEnds: now + idle }
    return { token, session: { id: row.id, actor: present, enrol, csrf: csrfOf(token), ...life } }
  }

  /** The login behind a token, or null when it has ended or its account may no longer log in. Counts as use. */
  async find(token: string): Promise<Session | null> {
    const id = tokenHash(token)
    const found = (await this.hold([id])).get(id)
    if (!found) return null
    if (this.clock.now() - found.seen >= TOUCH) await this.touch(id)
    const { actor, enrol, ends, idle } = found
    return { id, actor, enrol, csrf: csrfOf(token), ends, idleEnds: this.clock.now() + idle }
  }

  /** Those of these sessions that still hold, with whom they belong to now. Does not count as use. */
  async hold(ids: readonly string[]): Promise<Map<string, Held>> {
    const holding = new Map<string, Held>()
    const now = this.clock.now()
    for (let from = 0; from < ids.length; from += PAGE) {
      const rows = await this.store.db
        .selectFrom('session')
        .innerJoin('account', 'account.id', 'session.account')
        .select(['session.id', 'session.ends', 'session.seen'])
        .select(['account.id as account', 'account.name', 'account.role', 'account.hash'])
        .where('session.id', 'in', ids.slice(from, from + PAGE))
        .where('account.disabled', '=', 0)
        .execute()
      const bound = rows.filter(row => row.hash !== null && this.required.includes(row.role))
      const bare = await this.withoutFactor(bound.map(row => row.account))
      for (const { id, ends, seen, account, name, role } of rows) {
        const { idle } = sessionLife(role)
        // One that ends later than any may was begun by a clock that was wrong.
        if (now >= ends || now - seen >= idle || ends - now > LONGEST_SESSION) continue
        const enrol = bare.has(account)
        holding.set(id, {
          actor: { id: account, name, role: enrol ? VIEWER.role : role },
          enrol,
          ends,
          seen,
          idle,
        })
      }
    }
    return holding
  }

  /** Hear when logins end or mean something else here; the result ends that. */
  hear(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Logins mean something else now: a role changed, or they ended. */
  changed(): void {
    for (const listener of this.listeners) listener()
  }

  /** Note that a session is used. */
  async touch(id: string): Promise<void> {
    await this.store.db.updateTable('session').set({ seen: this.clock.now() }).where('id', '=', id).execute()
  }

  /** Log out. */
  async end(id: string): Promise<void> {
    await this.store.db.deleteFrom('session').where('id', '=', id).execute()
    this.changed()
  }

  /** Log an account out everywhere, except in the session `but`. */
  async endAll(account: string, but?: string): Promise<void> {
    let query = this.store.db.deleteFrom('session').where('account', '=', account)
    if (but !== undefined) query = query.where('id', '!=', but)
    await query.execute()
    this.changed()
  }

  /** Remove what ended. */
  async sweep(): Promise<void> {
    await this.store.db.deleteFrom('session').where('ends', '<', this.clock.now()).execute()
  }

  /** Those of these accounts that have no second factor. */
  private async withoutFactor(accounts: readonly string[]): Promise<Set<string>> {
    if (accounts.length === 0) return new Set()
    const { db } = this.store
    const [apps, keys] = await Promise.all([
      db
        .selectFrom('account_totp')
        .select('account')
        .where('account', 'in', accounts)
        .where('confirmed', '=', 1)
        .execute(),
      db.selectFrom('account_passkey').select('account').where('account', 'in', accounts).execute(),
    ])
    const armed = new Set([...apps, ...keys].map(row => row.account))
    return new Set(accounts.filter(account => !armed.has(account)))
  }

  private async dropOldest(account: string): Promise<void> {
    const { db } = this.store
    const old = await db
      .selectFrom('session')
      .select('id')
      .where('account', '=', account)
      .orderBy('created', 'desc')
      .offset(MOST)
      .limit(MOST)
      .execute()
    if (old.length === 0) return
    const ids = old.map(row => row.id)
    await db.deleteFrom('session').where('id', 'in', ids).execute()
  }
}
