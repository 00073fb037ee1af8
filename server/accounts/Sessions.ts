import type { Actor } from '../../models/account.ts'
import type { Role } from '../../models/role.ts'
import type { Instant } from '../../models/units.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { AccountTables } from './accountTables.ts'
import { sessionLife } from './sessionLife.ts'
import { csrfOf, newToken, tokenHash } from './token.ts'

/** A login that holds. */
export interface Session {
  /** Hash of its token. */
  readonly id: string
  readonly actor: Actor
  readonly csrf: string
  /** Ends then at the latest. */
  readonly ends: Instant
  /** Ends then unless it is used before. */
  readonly idleEnds: Instant
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
  /** Told when logins ended or a role is another one, in this process. */
  private readonly listeners = new Set<() => void>()

  constructor(store: Store<AccountTables>, clock: Clock) {
    this.store = store
    this.clock = clock
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
    const session = { id: row.id, actor, csrf: csrfOf(token), ends: now + most, idleEnds: now + idle }
    return { token, session }
  }

  /** The login behind a token, or null when it has ended or its account may no longer log in. Counts as use. */
  async find(token: string): Promise<Session | null> {
    const id = tokenHash(token)
    const found = (await this.hold([id])).get(id)
    if (!found) return null
    if (this.clock.now() - found.seen >= TOUCH) await this.touch(id)
    const { actor, ends } = found
    const idleEnds = this.clock.now() + sessionLife(actor.role).idle
    return { id, actor, csrf: csrfOf(token), ends, idleEnds }
  }

  /** Those of these sessions that still hold, with whom they belong to now. Does not count as use. */
  async hold(ids: readonly string[]): Promise<Map<string, { actor: Actor; ends: Instant; seen: Instant }>> {
    const holding = new Map<string, { actor: Actor; ends: Instant; seen: Instant }>()
    const now = this.clock.now()
    for (let from = 0; from < ids.length; from += PAGE) {
      const rows = await this.store.db
        .selectFrom('session')
        .innerJoin('account', 'account.id', 'session.account')
        .select(['session.id', 'session.ends', 'session.seen'])
        .select(['account.id as account', 'account.name', 'account.role'])
        .where('session.id', 'in', ids.slice(from, from + PAGE))
        .where('account.disabled', '=', 0)
        .execute()
      for (const { id, ends, seen, account, name, role } of rows) {
        if (now >= ends || now - seen >= sessionLife(role as Role).idle) continue
        holding.set(id, { actor: { id: account, name, role: role as Role }, ends, seen })
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
