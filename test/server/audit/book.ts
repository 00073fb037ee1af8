import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '../../../models/account.ts'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { Journal } from '../../../server/alarms/Journal.ts'
import { journalDoor } from '../../../server/alarms/journalDoor.ts'
import { Audit } from '../../../server/audit/Audit.ts'
import type { TableAnchor } from '../../../server/audit/anchorLine.ts'
import type { AuditTables } from '../../../server/audit/auditTables.ts'
import { CHAINED, type ChainedTable, headsOf } from '../../../server/audit/chains.ts'
import { verifyAll } from '../../../server/audit/verifyAll.ts'
import { changeRow } from '../../../server/records/changeRow.ts'
import { recordDoor } from '../../../server/records/recordDoor.ts'
import type { RecordTables } from '../../../server/records/recordTables.ts'
import type { Store } from '../../../server/store/Store.ts'
import { journalRow } from '../cluster/journalRow.ts'
import { TestClock } from '../fixture.ts'
import type { Tables } from '../tables.ts'

const KIM: Actor = { id: 'k', name: '김 Kim', role: 'operator' }

/** Name of the number's column. */
export const NUMBER = { audit: 'n', alarm_journal: 'number', record_change: 'number' } as const

/** The three chained tables of a store, written as the server writes them and checked as the command does. */
export async function book(store: Store<Tables>) {
  const audit = new Audit(store as unknown as Store<AuditTables>, new TestClock())
  const door = journalDoor(store as unknown as Store<AlarmTables>)
  const journal = new Journal(door, await door.end())
  const records = recordDoor(store as unknown as Store<RecordTables>)
  const write: Record<ChainedTable, (n: number) => Promise<unknown>> = {
    audit: n => audit.record({ actor: KIM, from: '', what: 'rule:change', target: `rule ${n}` }),
    alarm_journal: n => {
      const { number: _, ...entry } = journalRow(0)
      return journal.commit([{ ...entry, at: n, reason: `시운전 ${n}`, value: n / 3 }], [])
    },
    async record_change(n) {
      const { number, hash } = await records.end()
      const change = {
        ...{ number: number + 1, branch: 'main', type: 'note', id: `n${n}`, fields: { n }, whole: true },
        ...{ owner: 'k', ownerName: 'kim', at: n, actor: 'k', by: 'kim', order: `${number}-${n}` },
      }
      await records.write([changeRow(change as never, 'operator', hash)], [])
    },
  }
  return {
    journal,
    write,
    /** So many rows in each table. */
    async fill(rows: number) {
      for (const table of CHAINED) for (let n = 1; n <= rows; n++) await write[table](n)
    },
    /** What an anchor of now holds. */
    async note(): Promise<TableAnchor[]> {
      const heads = await headsOf(store)
      return CHAINED.map(table => ({ table, ...heads[table], at: '2026-05-01T00:00:00.000Z' }))
    },
    /** Faults by the table they are of. */
    async faults(anchors: readonly TableAnchor[] = []): Promise<string[]> {
      return (await verifyAll(store, anchors)).flatMap(({ fault }) => fault ?? [])
    },
  }
}

/** What somebody with the database in his hands can do first. */
export async function unlock(db: Kysely<never> | Store<Tables>['db'], engine: string): Promise<void> {
  if (engine === 'sqlite') {
    await sql`DROP TRIGGER audit_no_update`.execute(db as Kysely<unknown>)
    await sql`DROP TRIGGER audit_no_delete`.execute(db as Kysely<unknown>)
  } else await sql`DROP TRIGGER audit_locked ON audit`.execute(db as Kysely<unknown>)
}
