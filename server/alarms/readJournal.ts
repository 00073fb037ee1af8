import type { Instant } from '../../models/units.ts'
import type { Store } from '../store/Store.ts'
import { turn } from '../turn.ts'
import type { AlarmTables } from './alarmTables.ts'
import type { JournalRow } from './JournalRow.ts'

/** As much of a row as metrics need. */
export type Transition = Pick<
  JournalRow,
  'number' | 'at' | 'alarm' | 'event' | 'before' | 'after' | 'severity' | 'cycle'
>

/** Rows read at a time, so that a long look back lets others in between. */
const PAGE = 1_000

/** Where the journal ends: number and instant of its last row, 0 when empty. */
export async function journalEnd({ db }: Store<AlarmTables>): Promise<{ number: number; at: Instant }> {
  const row = await db
    .selectFrom('alarm_journal')
    .select(['number', 'at'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { number: 0, at: 0 }
}

/** Instant of the first row; null when the journal is empty. */
export async function journalBegin({ db }: Store<AlarmTables>): Promise<Instant | null> {
  const row = await db.selectFrom('alarm_journal').select('at').orderBy('number').limit(1).executeTakeFirst()
  return row?.at ?? null
}

/** Rows after a number, oldest first, at most `limit`. */
export function journalAfter(
  { db }: Store<AlarmTables>,
  after: number,
  limit: number,
  asset?: string,
): Promise<JournalRow[]> {
  let query = db.selectFrom('alarm_journal').selectAll().where('number', '>', after)
  if (asset !== undefined) query = query.where('asset', '=', asset)
  return query.orderBy('number').limit(limit).execute()
}

/** The last row of every alarm that was not quiet after row `number`: the newest snapshot before it and what followed. */
export async function statesAfter(
  store: Store<AlarmTables>,
  number: number,
): Promise<Map<string, JournalRow>> {
  const snapshot = await store.db
    .selectFrom('alarm_snapshot')
    .selectAll()
    .where('number', '<=', number)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const states = new Map<string, JournalRow>()
  const numbers = JSON.parse(snapshot?.states ?? '[]') as number[]
  for (let from = 0; from < numbers.length; from += PAGE) {
    const page = numbers.slice(from, from + PAGE)
    const rows = await store.db.selectFrom('alarm_journal').selectAll().where('number', 'in', page).execute()
    for (const row of rows) states.set(row.alarm, row)
    await turn()
  }
  for (let from = snapshot?.number ?? 0; from < number; ) {
    const rows = await journalAfter(store, from, Math.min(PAGE, number - from))
    for (const row of rows) keep(states, row)
    if (rows.length === 0) break
    from = rows.at(-1)!.number
    await turn()
  }
  return states
}

/** Number of the last row at or before an instant, 0 when the journal began later. */
export async function numberAt({ db }: Store<AlarmTables>, at: Instant): Promise<number> {
  const row = await db
    .selectFrom('alarm_journal')
    .select('number')
    .where('at', '<=', at)
    .orderBy('at', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? 0
}

/** The last orders of people up to a row, newest first. */
export function ordersUpTo({ db }: Store<AlarmTables>, number: number, limit: number): Promise<JournalRow[]> {
  return db
    .selectFrom('alarm_journal')
    .selectAll()
    .where('actor', 'is not', null)
    .where('number', '<=', number)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
}

/** Transitions in a span of time for metrics, oldest first and at most `limit` of the newest. */
export async function journalBetween(
  store: Store<AlarmTables>,
  from: Instant,
  to: Instant,
  limit: number,
): Promise<Transition[]> {
  const start = await numberAt(store, from - 1)
  const found: Transition[] = []
  let before = Number.MAX_SAFE_INTEGER
  while (found.length < limit) {
    const rows = await store.db
      .selectFrom('alarm_journal')
      .select(['number', 'at', 'alarm', 'event', 'before', 'after', 'severity', 'cycle'])
      .where('number', '<', before)
      .where('number', '>', start)
      .where('at', '>=', from)
      .where('at', '<=', to)
      .orderBy('number', 'desc')
      .limit(Math.min(PAGE, limit - found.length))
      .execute()
    if (rows.length === 0) break
    found.push(...rows)
    before = rows.at(-1)!.number
    await turn()
  }
  return found.reverse()
}

function keep(states: Map<string, JournalRow>, row: JournalRow): void {
  if (row.event === 'refused') return
  if (row.cycle === 'normal') states.delete(row.alarm)
  else states.set(row.alarm, row)
}

/** True when the first row after a number says that transitions before it overflowed the queue and were not written. */
export async function isUnrecordedAfter({ db }: Store<AlarmTables>, number: number): Promise<boolean> {
  const next = await db
    .selectFrom('alarm_journal')
    .select('event')
    .where('number', '>', number)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return next?.event === 'unrecorded'
}
