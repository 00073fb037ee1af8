import { type Kysely, sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { Journal } from '../../../server/alarms/Journal.ts'
import { chainOlder } from '../../../server/alarms/JournalChain.ts'
import { journalDoor } from '../../../server/alarms/journalDoor.ts'
import { CHAINED, type ChainedTable } from '../../../server/audit/chains.ts'
import type { Store } from '../../../server/store/Store.ts'
import { journalRow } from '../cluster/journalRow.ts'
import { stores } from '../store/stores.ts'
import { subjects, type Tables } from '../tables.ts'
import { book, NUMBER, unlock } from './book.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function stand(make: (typeof stores)[number][1]) {
  const made = await make<Tables>(subjects)
  open.push(() => made.close())
  return { ...made, ...(await book(made.store)) }
}

const cases = stores.flatMap(([engine, make]) => CHAINED.map(table => [engine, table, make] as const))

/** A statement on a table that the types of the store do not allow. */
async function run({ db }: Store<Tables>, table: ChainedTable, text: string): Promise<void> {
  const words = text.replaceAll('TABLE', table).replaceAll('NUMBER', NUMBER[table])
  await sql.raw(words).execute(db as unknown as Kysely<unknown>)
}

test.each(cases)('%s %s: a forged, deleted, swapped and put-in row is named', async (engine, table, make) => {
  const { store, fill, faults } = await stand(make)
  await fill(6)
  expect(await faults()).toEqual([])
  await unlock(store.db, engine)
  const column = { audit: 'target', alarm_journal: 'reason', record_change: 'actor_name' }[table]
  const [row] = (
    await sql<{
      kept: string
    }>`SELECT ${sql.ref(column)} AS kept FROM ${sql.table(table)} WHERE ${sql.ref(NUMBER[table])} = 3`.execute(
      store.db,
    )
  ).rows

  await run(store, table, `UPDATE TABLE SET ${column} = 'forged' WHERE NUMBER = 3`)
  expect(await faults()).toEqual([expect.stringMatching(`^${table}: row 3 was changed`)])
  await run(store, table, `UPDATE TABLE SET ${column} = '${row!.kept}' WHERE NUMBER = 3`)
  expect(await faults()).toEqual([])

  for (const [from, to] of [
    [2, 99],
    [4, 2],
    [99, 4],
  ])
    await run(store, table, `UPDATE TABLE SET NUMBER = ${to} WHERE NUMBER = ${from}`)
  expect(await faults()).toEqual([expect.stringMatching(`^${table}: row 2 was changed`)])
  for (const [from, to] of [
    [2, 99],
    [4, 2],
    [99, 4],
  ])
    await run(store, table, `UPDATE TABLE SET NUMBER = ${to} WHERE NUMBER = ${from}`)
  expect(await faults()).toEqual([])

  for (const before of [0, -7]) {
    await run(store, table, `UPDATE TABLE SET NUMBER = ${before} WHERE NUMBER = 6`)
    expect(await faults()).toEqual([expect.stringMatching(`^${table}: row ${before} does not belong there`)])
    await run(store, table, `UPDATE TABLE SET NUMBER = 6 WHERE NUMBER = ${before}`)
  }
  // Put in between: all that follow are numbered anew.
  for (const n of [6, 5, 4]) await run(store, table, `UPDATE TABLE SET NUMBER = ${n + 1} WHERE NUMBER = ${n}`)
  await copyRow(store, table, 3, 4)
  expect(await faults()).toEqual([expect.stringMatching(`^${table}: row 4 was changed or put in`)])

  await run(store, table, `DELETE FROM TABLE WHERE NUMBER = 4`)
  expect(await faults()).toEqual([expect.stringMatching(`^${table}: row 4 is missing`)])
})

test.each(cases)(
  '%s %s: a cut tail and an older copy show against an anchor',
  async (engine, table, make) => {
    const { store, fill, write, note, faults } = await stand(make)
    await fill(5)
    const noted = await note()
    expect(await faults(noted)).toEqual([])
    await unlock(store.db, engine)
    await run(store, table, 'DELETE FROM TABLE WHERE NUMBER > 3')
    expect(await faults()).toEqual([])
    expect(await faults(noted)).toEqual([
      `${table}: the table ends at row 3, but row 5 was noted down at 2026-05-01T00:00:00.000Z and is gone: the end was cut off, or the database is an older copy`,
    ])
    if (table === 'alarm_journal') return
    // An older copy on which the server went on.
    for (const n of [14, 15, 16]) await write[table](n)
    expect(await faults()).toEqual([])
    expect(await faults(noted)).toEqual([
      expect.stringMatching(`^${table}: row 5 is not the one noted down at 2026.* another copy`),
    ])
  },
)

test.each(stores)('%s: the journal goes on from an older copy and an anchor tells', async (engine, make) => {
  const { store, fill, note, faults } = await stand(make)
  await fill(5)
  const noted = await note()
  await unlock(store.db, engine)
  await run(store, 'alarm_journal', 'DELETE FROM TABLE WHERE NUMBER > 3')
  const again = await book(store)
  for (const n of [14, 15, 16]) await again.write.alarm_journal(n)
  expect(await faults()).toEqual([])
  expect(await faults(noted)).toEqual([expect.stringMatching(/^alarm_journal: row 5 is not the one noted/)])
})

test.each(stores)('%s: the journal of an older program is chained once, and holds', async (_, make) => {
  const { store, faults } = await stand(make)
  const alarms = store as unknown as Store<AlarmTables>
  const old = [1, 2, 3, 4].map(journalRow)
  await alarms.db.insertInto('alarm_journal').values(old).execute()
  expect(await faults()).toEqual([expect.stringMatching(/^alarm_journal: row 1 carries no hash/)])
  await chainOlder(alarms.db)
  expect(await faults()).toEqual([])
  const door = journalDoor(alarms)
  const journal = new Journal(door, await door.end())
  const { number: _number, ...entry } = journalRow(0)
  await journal.commit([entry, entry], [])
  expect(await faults()).toEqual([])
  // The older program went on for a while, and this one takes over again.
  await alarms.db.insertInto('alarm_journal').values([7, 8].map(journalRow)).execute()
  const next = journalDoor(alarms)
  const last = new Journal(next, await next.end())
  await last.commit([entry], [])
  expect(await faults()).toEqual([])
  await alarms.db.updateTable('alarm_journal').set({ reason: 'forged' }).where('number', '=', 2).execute()
  expect(await faults()).toEqual([
    'alarm_journal: one of the rows 1 to 4 was changed since they were chained',
  ])
  await alarms.db.updateTable('alarm_journal').set({ reason: null }).where('number', '=', 2).execute()
  await alarms.db.updateTable('alarm_journal').set({ hash: null }).where('number', '=', 9).execute()
  expect(await faults()).toEqual([expect.stringMatching(/^alarm_journal: row 9 carries no hash/)])
})

test.each(stores)('%s: a row set aside leaves a gap that holds, and no other does', async (_, make) => {
  const { store, faults } = await stand(make)
  const alarms = store as unknown as Store<AlarmTables>
  const door = journalDoor(alarms)
  await door.write([1, 2].map(journalRow))
  await door.setAside!(journalRow(3), 'not its form')
  await door.write([4, 5].map(journalRow))
  expect(await faults()).toEqual([])
  await alarms.db.deleteFrom('alarm_journal').where('number', '=', 4).execute()
  expect(await faults()).toEqual([expect.stringMatching(/^alarm_journal: row 4 is missing/)])
  await door.setAside!(journalRow(4), 'a lie')
  expect(await faults()).toEqual([expect.stringMatching(/^alarm_journal: row 5 was changed/)])
})

test.each(stores)('%s: a chained journal takes rows as quickly as alarms come', async (_, make) => {
  const { store, faults } = await stand(make)
  const door = journalDoor(store as unknown as Store<AlarmTables>)
  const journal = new Journal(door, 0)
  const { number: _number, ...entry } = journalRow(0)
  const began = performance.now()
  for (let k = 0; k < 4_000; k++) journal.append(entry)
  await journal.flush()
  const took = performance.now() - began
  console.log(`journal: ${Math.round(4_000 / (took / 1000))} rows/s chained`)
  expect(journal.durable).toBe(4_000)
  // 2,000 a second with a processor of its own; others may have this one.
  expect(took).toBeLessThan(12_000)
  expect(await faults()).toEqual([])
})

async function copyRow(store: Store<Tables>, table: ChainedTable, from: number, to: number): Promise<void> {
  const db = store.db as unknown as Kysely<Record<string, Record<string, unknown>>>
  const row = await db.selectFrom(table).selectAll().where(NUMBER[table], '=', from).executeTakeFirstOrThrow()
  const copy = { ...row, [NUMBER[table]]: to, ...(table === 'record_change' && { order_id: 'another' }) }
  await db.insertInto(table).values(copy).execute()
}
