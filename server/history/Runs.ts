import type { Kysely } from 'kysely'
import type { Gap } from '../../models/moment.ts'
import type { Instant } from '../../models/units.ts'
import { isOver } from '../clock.ts'
import type { HistoryTables } from './tables.ts'

/** Milliseconds between two notes that the history still hears. */
export const BEAT = 5_000
/** A pause as short as this is no gap: the last note before it may be that old. */
const SHORT = 2 * BEAT
/** Gaps told at once. */
const MOST = 500

/** When the history heard: one row a run of the server, its end moved on while it runs. What lies between two runs was not recorded. */
export class Runs {
  private readonly db: Kysely<HistoryTables>
  private begun: Instant
  private nextAt = Number.NEGATIVE_INFINITY
  private lost: { from: Instant; until: Instant } | null = null

  /** `begun` is when the history began to hear. */
  constructor(db: Kysely<HistoryTables>, begun: Instant) {
    this.db = db
    this.begun = begun
  }

  /** A sample was let go for want of room. */
  lose(now: Instant): void {
    this.lost ??= { from: now, until: now }
    this.lost.until = now
  }

  /** True when it is time for a note. */
  isDue(now: Instant): boolean {
    return isOver(this.nextAt, BEAT, now)
  }

  /** Note that the history has heard up to now, but for what was lost since the last note. Rejects when the database fails. */
  async note(now: Instant): Promise<void> {
    const { lost } = this
    if (lost) await this.write(this.begun, Math.max(this.begun, lost.from))
    const begun = lost ? lost.until : this.begun
    await this.write(begun, now)
    this.begun = begun
    if (this.lost === lost) this.lost = null
    this.nextAt = now + BEAT
  }

  private async write(begun: Instant, until: Instant): Promise<void> {
    const row = { begun: Math.round(begun), until: Math.round(until) }
    await this.db
      .insertInto('history_run')
      .values(row)
      .onConflict(conflict => conflict.column('begun').doUpdateSet({ until: row.until }))
      .execute()
  }
}

/**
 * The gap that an instant lies in, or null. After the last run there is one only for a process that does not hear
 * itself: `quiet` is its present. What was kept before runs were noted has no gaps that anybody knows.
 */
export async function gapAt(
  db: Kysely<HistoryTables>,
  at: Instant,
  quiet: Instant | null,
): Promise<Gap | null> {
  const before = await db
    .selectFrom('history_run')
    .select(({ fn }) => fn.max('until').as('until'))
    .where('begun', '<=', at)
    .executeTakeFirst()
  if (before?.until == null) return null
  const from = Number(before.until)
  if (from >= at) return null
  const after = await db
    .selectFrom('history_run')
    .select(({ fn }) => fn.min('begun').as('begun'))
    .where('begun', '>', at)
    .executeTakeFirst()
  if (after?.begun == null) return quiet !== null && quiet - from > SHORT ? { from, until: null } : null
  const until = Number(after.begun)
  return until - from > SHORT ? { from, until } : null
}

/** The gaps that touch a span, oldest first. */
export async function gapsOf(
  db: Kysely<HistoryTables>,
  from: Instant,
  to: Instant,
  quiet: Instant | null,
): Promise<Gap[]> {
  const gaps: Gap[] = []
  let at = from
  while (at < to && gaps.length < MOST) {
    const gap = await gapAt(db, at, quiet)
    if (gap) gaps.push(gap)
    if (gap?.until === null) break
    const next = gap ? gap.until : await endOfRun(db, at)
    if (next === null) break
    at = next + 1
  }
  return gaps
}

/** Where the run that an instant lies in, or the first after it, ends; null for none. */
async function endOfRun(db: Kysely<HistoryTables>, at: Instant): Promise<Instant | null> {
  const run = await db
    .selectFrom('history_run')
    .select('until')
    .where('until', '>', at)
    .orderBy('begun')
    .limit(1)
    .executeTakeFirst()
  return run ? Number(run.until) : null
}
