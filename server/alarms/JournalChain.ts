import type { Kysely } from 'kysely'
import { chainHash, type Link, NO_HASH } from '../chainHash.ts'
import { turn } from '../turn.ts'
import type { AlarmTables } from './alarmTables.ts'
import type { JournalRow } from './JournalRow.ts'

/** A row with the hash over all up to it. */
export type ChainedRow = JournalRow & { readonly hash: string }

/** Rows read at a time. */
const PAGE = 1_000

/** Gives each row its hash as it goes into the table; goes on from the last row that is there. */
export class JournalChain {
  private readonly db: Kysely<AlarmTables>
  /** The last row this process knows to be written; null when a transaction's end is unknown. */
  private last: Link | null = null

  constructor(db: Kysely<AlarmTables>) {
    this.db = db
  }

  /** Write rows by `write`, chained to the row before them. */
  async add(
    rows: readonly JournalRow[],
    write: (chained: readonly ChainedRow[]) => Promise<void>,
  ): Promise<void> {
    const [first] = rows
    if (!first) return
    const known = this.last && this.last.number < first.number ? this.last : null
    this.last = null
    let { hash } = known ?? (await linkBefore(this.db, first.number))
    if (hash === '') hash = (await chainOlder(this.db)).hash
    const chained = rows.map(row => {
      hash = journalHash(hash, row)
      return { ...row, hash }
    })
    await write(chained)
    this.last = { number: chained.at(-1)!.number, hash }
  }

  /** Number of the last row; rows that an older program wrote are chained on the way. */
  async end(): Promise<number> {
    this.last = await chainOlder(this.db)
    return this.last.number
  }
}

/** The hash of a row of the journal, over the one before and every column; 64 hex digits. */
export function journalHash(before: string, row: JournalRow): string {
  return chainHash(before, [
    row.number,
    row.at,
    kept(row.asset),
    kept(row.alarm),
    row.event,
    row.before,
    row.after,
    row.cycle,
    row.cause,
    row.severity,
    row.value,
    row.since,
    row.first,
    kept(row.trip),
    row.simulated,
    kept(row.actor),
    kept(row.actor_name),
    row.role,
    kept(row.reason),
  ])
}

/** Chain the rows that older programs left without a hash, and note where that ends. Where the journal then stands. */
export async function chainOlder(db: Kysely<AlarmTables>): Promise<Link> {
  const end = await linkBefore(db)
  if (end.hash !== '') return end
  const hashed = await db
    .selectFrom('alarm_journal')
    .select(['number', 'hash'])
    .where('hash', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const marked = await db.selectFrom('alarm_chain').selectAll().orderBy('number', 'desc').executeTakeFirst()
  const from = (marked?.number ?? 0) > (hashed?.number ?? 0) ? marked : hashed
  let number = from?.number ?? Number.MIN_SAFE_INTEGER
  let hash = from?.hash ?? NO_HASH
  for (;;) {
    const rows = await db
      .selectFrom('alarm_journal')
      .selectAll()
      .where('number', '>', number)
      .where('number', '<=', end.number)
      .orderBy('number')
      .limit(PAGE)
      .execute()
    for (const row of rows) hash = journalHash(hash, row)
    number = rows.at(-1)?.number ?? number
    if (rows.length < PAGE) break
    await turn()
  }
  await db
    .insertInto('alarm_chain')
    .values({ number: end.number, hash })
    .onConflict(conflict => conflict.column('number').doNothing())
    .execute()
  return { number: end.number, hash }
}

/** The last row, before a number when given, with its hash; an empty hash while an older program's row is not chained yet. */
export async function linkBefore(db: Kysely<AlarmTables>, number = Number.MAX_SAFE_INTEGER): Promise<Link> {
  const row = await db
    .selectFrom('alarm_journal')
    .select(['number', 'hash'])
    .where('number', '<', number)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return { number: 0, hash: NO_HASH }
  if (row.hash !== null) return { number: row.number, hash: row.hash }
  const mark = await db
    .selectFrom('alarm_chain')
    .select('hash')
    .where('number', '=', row.number)
    .executeTakeFirst()
  return { number: row.number, hash: mark?.hash ?? '' }
}

/** Text as the database gives it back: no half of a character survives in it. */
function kept(text: string | null): string | null {
  return text?.replace(/\p{Surrogate}/gu, '\ufffd') ?? null
}
