import type { Kysely } from 'kysely'
import type { Actor } from '../../models/account.ts'
import { plainText } from '../../models/text.ts'
import { NO_HASH } from '../chainHash.ts'
import type { Clock } from '../clock.ts'
import { DoorError } from '../net/DoorError.ts'
import type { Store } from '../store/Store.ts'
import { auditHash } from './auditHash.ts'
import type { AuditRow, AuditTables } from './auditTables.ts'

/** One action to record; the server adds number, time and hash. */
export interface AuditEntry {
  readonly actor: Actor
  /** Network address; empty for the command line. */
  readonly from: string
  /** `noun:verb` of the order: `account:disable`. */
  readonly what: string
  /** What it was done to. */
  readonly target: string
  readonly before?: unknown
  readonly after?: unknown
  readonly reason?: string
  /** Id of the request, to find it in the log. */
  readonly request?: string
}

/** Thrown when an action could not be recorded: the order must then be refused. */
export class AuditUnavailable extends DoorError {
  constructor(cause: unknown) {
    super(
      503,
      'the order was refused because it could not be recorded: the database does not answer; try again when it does',
      { cause },
    )
  }
}

/** Characters kept of each text and of each JSON value. */
const LONGEST = 4_000

/** The append-only book of who did what. Give it the order before carrying it out, and carry it out only when it is written. */
export class Audit {
  /** Why the last action could not be recorded; null when it was. */
  fault: string | null = null
  private readonly store: Store<AuditTables>
  private readonly clock: Clock

  constructor(store: Store<AuditTables>, clock: Clock) {
    this.store = store
    this.clock = clock
  }

  /** Rows after a number, oldest first, of an actor or an order when given. */
  read(after: number, limit: number, only: { actor?: string; what?: string } = {}): Promise<AuditRow[]> {
    let query = this.store.db.selectFrom('audit').selectAll().where('n', '>', after)
    if (only.actor !== undefined) query = query.where('actor', '=', only.actor)
    if (only.what !== undefined) query = query.where('what', '=', only.what)
    return query.orderBy('n').limit(limit).execute()
  }

  /** Number and hash of the newest row: what an auditor notes down to detect a book cut short. */
  head(): Promise<{ n: number; hash: string }> {
    return newest(this.store.db)
  }

  /**
   * Write an action durably; the number of its row. Rejects with AuditUnavailable when that cannot be done. Taking the
   * turn first keeps every other writer, of other processes too, out until this row is on the disk.
   */
  async record(entry: AuditEntry): Promise<number> {
    const fields = textsOf(entry, this.clock.now())
    try {
      const number = await this.store.db.transaction().execute(async db => {
        await db
          .updateTable('audit_turn')
          .set(({ eb }) => ({ n: eb('n', '+', 1) }))
          .execute()
        const { n, hash } = await newest(db)
        const row = { n: n + 1, ...fields }
        await db
          .insertInto('audit')
          .values({ ...row, hash: auditHash(hash, row) })
          .execute()
        return row.n
      })
      this.fault = null
      return number
    } catch (error) {
      this.fault = `an action could not be recorded: ${error instanceof Error ? error.message : error}`
      throw new AuditUnavailable(error)
    }
  }
}

async function newest(db: Kysely<AuditTables>): Promise<{ n: number; hash: string }> {
  const row = await db
    .selectFrom('audit')
    .select(['n', 'hash'])
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { n: 0, hash: NO_HASH }
}

function textsOf(entry: AuditEntry, at: number): Omit<AuditRow, 'n' | 'hash'> {
  const { actor, from, what, target, before, after, reason = '', request = '' } = entry
  return {
    at,
    actor: actor.id,
    name: kept(actor.name),
    role: actor.role,
    source: kept(from),
    what,
    target: kept(target),
    before: json(before),
    after: json(after),
    reason: kept(reason),
    request: kept(request),
  }
}

function json(value: unknown): string | null {
  return value === undefined ? null : kept(JSON.stringify(value))
}

/** As it will be read again: the hash is of what the database keeps. */
function kept(text: string): string {
  return plainText(text.slice(0, LONGEST))
}
