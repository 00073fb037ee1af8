import type { AlarmTables } from '../alarms/alarmTables.ts'
import { journalHash, linkBefore } from '../alarms/JournalChain.ts'
import { type Link, NO_HASH } from '../chainHash.ts'
import { hashOf } from '../records/changeRow.ts'
import type { RecordTables } from '../records/recordTables.ts'
import type { Store } from '../store/Store.ts'
import { auditHash } from './auditHash.ts'
import type { AuditTables } from './auditTables.ts'
import type { Chain } from './verifyChain.ts'

/** The tables whose rows are chained, each by itself. */
export const CHAINED = ['audit', 'alarm_journal', 'record_change'] as const

/** One of the chained tables. */
export type ChainedTable = (typeof CHAINED)[number]

/** Number and hash of the newest row of each table. */
export type Heads = Readonly<Record<ChainedTable, Link>>

/** The tables of the chains. */
export type ChainedTables = AuditTables & AlarmTables & RecordTables

/** The chained tables of a database, for a check. */
export async function chainsOf({ db }: Store<ChainedTables>): Promise<Chain[]> {
  const marks = await db.selectFrom('alarm_chain').selectAll().orderBy('number').execute()
  const aside = await db.selectFrom('alarm_aside').select('number').execute()
  return [
    {
      table: 'audit',
      async read(after, limit) {
        const rows = await db
          .selectFrom('audit')
          .selectAll()
          .where('n', '>', after)
          .orderBy('n')
          .limit(limit)
          .execute()
        return rows.map(row => ({
          number: row.n,
          hash: row.hash,
          hashAfter: before => auditHash(before, row),
        }))
      },
    },
    {
      table: 'alarm_journal',
      marks,
      aside: new Set(aside.map(({ number }) => number)),
      async read(after, limit) {
        const rows = await db
          .selectFrom('alarm_journal')
          .selectAll()
          .where('number', '>', after)
          .orderBy('number')
          .limit(limit)
          .execute()
        return rows.map(row => ({
          number: row.number,
          hash: row.hash,
          hashAfter: before => journalHash(before, row),
        }))
      },
    },
    {
      table: 'record_change',
      async read(after, limit) {
        const rows = await db
          .selectFrom('record_change')
          .selectAll()
          .where('number', '>', after)
          .orderBy('number')
          .limit(limit)
          .execute()
        return rows.map(row => ({
          number: row.number,
          hash: row.hash,
          hashAfter: before => hashOf(before, row),
        }))
      },
    },
  ]
}

/** Where the chained tables end now. */
export async function headsOf({ db }: Store<ChainedTables>): Promise<Heads> {
  const [audit, change] = await Promise.all([
    db.selectFrom('audit').select(['n as number', 'hash']).orderBy('n', 'desc').limit(1).executeTakeFirst(),
    db
      .selectFrom('record_change')
      .select(['number', 'hash'])
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ])
  const none = { number: 0, hash: NO_HASH }
  return {
    audit: audit ?? none,
    alarm_journal: await linkBefore(db),
    record_change: change ?? none,
  }
}
