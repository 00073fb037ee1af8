import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect as dial, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { Journal, type JournalDoor, type JournalEntry, QUEUE } from '../../../server/alarms/Journal.ts'
import type { JournalRow } from '../../../server/alarms/JournalRow.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { stores } from '../store/stores.ts'
import { plant, subjects } from './plant.ts'

const folder = mkdtempSync(join(tmpdir(), 'journal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const numbers = async (p: Awaited<ReturnType<typeof plant>>) => (await p.rows()).map(row => row.number)
const upTo = (n: number) => Array.from({ length: n }, (_, k) => k + 1)

test.each(stores)(
  '%s away: live goes on, orders are refused with the reason, and afterwards nothing is missing',
  async (_, open) => {
    const db = await open<AlarmTables>(subjects)
    const p = await plant(db.store)
    p.feed('gas-1', 12)
    await p.order('alarm:acknowledge', 'gas-1')
    await sql`ALTER TABLE alarm_journal RENAME TO alarm_journal_away`.execute(db.store.db)
    p.feed('gas-2', 12)
    expect(await p.order('alarm:acknowledge', 'gas-2')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/database .*not carried out/),
    })
    expect(p.state('gas-2')).toBe('unacknowledged')
    expect(p.alarms.journal.away).not.toBeNull()
    const began = performance.now()
    expect(await p.order('alarm:acknowledge', 'gas-2')).toMatchObject({ ok: false })
    expect(performance.now() - began).toBeLessThan(100)
    for (let k = 0; k < 60; k++) {
      p.feed('gas-1', k % 2 ? 12 : 1)
      p.pass(1_000)
    }
    expect(p.alarms.news.take().flatMap(news => news.alarms).length).toBeGreaterThan(0)
    await sql`ALTER TABLE alarm_journal_away RENAME TO alarm_journal`.execute(db.store.db)
    await expect
      .poll(() => {
        p.pass(1_000)
        return p.alarms.journal.away
      })
      .toBeNull()
    await p.close()
    expect(await numbers(p)).toEqual(upTo(p.alarms.journal.number))
    expect((await p.rows()).filter(row => row.event === 'refused')).toMatchObject([
      { alarm: 'gas-2/combustible/0:level', actor: 'kim', before: 'unacknowledged', after: 'unacknowledged' },
    ])
    expect(await p.order('alarm:acknowledge', 'gas-2')).toMatchObject({ ok: true })
    const again = await plant(db.store, p.clock)
    expect(again.state('gas-2')).toBe('acknowledged')
    expect(again.state('gas-1')).toBe(p.state('gas-1'))
    await db.close()
  },
)

/** A line to PostgreSQL that a test cuts. */
async function cuttable(
  url: string,
): Promise<{ url: string; cut: (off: boolean) => void; close: () => void }> {
  const target = new URL(url)
  const port = Number(target.port || 5432)
  const open = new Set<Socket>()
  let off = false
  const server = createServer(near => {
    if (off) return void near.destroy()
    const far = dial(port, target.hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(socket)
          near.destroy()
          far.destroy()
        })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  target.port = String((server.address() as { port: number }).port)
  const hangUp = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: target.href,
    cut(now) {
      off = now
      if (off) hangUp()
    },
    close() {
      hangUp()
      server.close()
    },
  }
}

test.runIf(stores.some(([name]) => name === 'postgres'))(
  'a cut line to PostgreSQL: the same, and it heals by itself',
  async () => {
    const [, open] = stores.find(([name]) => name === 'postgres')!
    const db = await open<AlarmTables>(subjects)
    const line = await cuttable(db.where)
    const store = await openStore<AlarmTables>(line.url, subjects)
    const p = await plant(store)
    p.feed('gas-1', 12)
    expect(await p.order('alarm:acknowledge', 'gas-1')).toMatchObject({ ok: true })
    line.cut(true)
    p.feed('gas-2', 12)
    expect(await p.order('alarm:acknowledge', 'gas-2')).toMatchObject({ ok: false })
    p.feed('gas-1', 1)
    p.pass(3_000)
    line.cut(false)
    await expect
      .poll(() => {
        p.pass(1_000)
        return p.alarms.journal.away
      })
      .toBeNull()
    expect(await p.order('alarm:acknowledge', 'gas-2')).toMatchObject({ ok: true })
    await p.close()
    expect(await numbers(p)).toEqual(upTo(p.alarms.journal.number))
    await store.close()
    line.close()
    await db.close()
  },
)

const entry = (alarm: string): JournalEntry => ({
  at: 0,
  asset: 'a',
  alarm,
  event: 'raise',
  before: 'normal',
  after: 'unacknowledged',
  cycle: 'unacknowledged',
  cause: 'high',
  severity: 2,
  value: 1,
  since: 0,
  first: 0,
  trip: null,
  simulated: null,
  actor: null,
  actor_name: null,
  role: null,
  reason: null,
})

/** A door in memory that fails as told: before writing, or after it, when the answer gets lost. */
function door(): JournalDoor & { rows: JournalRow[]; fails: 'no' | 'before' | 'after' } {
  const rows: JournalRow[] = []
  return {
    rows,
    fails: 'no',
    async write(more) {
      if (this.fails === 'before') throw new Error('disk full')
      rows.push(...more)
      if (this.fails === 'after') throw new Error('line cut')
    },
    async end() {
      if (this.fails !== 'no') throw new Error('away')
      return rows.at(-1)?.number ?? 0
    },
  }
}

test('an order whose commit got lost is told as refused, and its row is revoked when it turns up', async () => {
  const there = door()
  const journal = new Journal(there, 0)
  const doubts: number[] = []
  journal.onDoubt = row => doubts.push(row.number)
  there.fails = 'after'
  await expect(journal.commit([entry('x')], [{ ...entry('x'), event: 'refused' }])).rejects.toThrow(
    'line cut',
  )
  there.fails = 'no'
  journal.append(entry('y'))
  journal.tick(10_000)
  await expect.poll(() => journal.away).toBeNull()
  expect(there.rows.map(row => [row.number, row.alarm])).toEqual([
    [1, 'x'],
    [2, 'y'],
  ])
  expect(doubts).toEqual([1])
})

test('a number is never given twice or left out, whatever fails when', async () => {
  const there = door()
  const journal = new Journal(there, 0)
  for (let k = 0; k < 400; k++) {
    there.fails = k % 37 === 0 ? 'after' : k % 11 === 0 ? 'before' : 'no'
    journal.append(entry('p'))
    if (k % 3 === 0)
      await journal.commit([entry('o'), entry('o')], [entry('r'), entry('r')]).catch(() => undefined)
    journal.tick(k * 2_000)
    await journal.flush()
  }
  there.fails = 'no'
  journal.tick(1e9)
  await journal.flush()
  expect(there.rows.map(row => row.number)).toEqual(upTo(journal.number))
})

test('the queue is bounded, and an order with it full is refused', async () => {
  const there = door()
  there.fails = 'before'
  const journal = new Journal(there, 0)
  journal.append(entry('p'))
  await journal.flush()
  for (let k = 1; k < QUEUE; k++) expect(journal.append(entry('p'))).not.toBeNull()
  expect(journal.append(entry('p'))).toBeNull()
  expect(journal.number).toBe(QUEUE)
  there.fails = 'no'
  journal.tick(10_000)
  await journal.flush()
  expect([there.rows.length, journal.queued]).toEqual([QUEUE, 0])
})

test('another writer is noticed, and this one writes no more', async () => {
  const there = door()
  const journal = new Journal(there, 0)
  there.fails = 'before'
  journal.append(entry('p'))
  await journal.flush()
  there.rows.push({ number: 9, ...entry('q') })
  there.fails = 'no'
  journal.tick(10_000)
  await journal.flush()
  expect(journal.away).toContain('another process')
  await expect(journal.commit([entry('o')], [entry('r')])).rejects.toThrow('another process')
})

test.each(stores)(
  '%s: a row the database refuses is set aside with its reason and holds nothing up, also after a restart',
  async (engine, open) => {
    const db = await open<AlarmTables>(subjects)
    const p = await plant(db.store)
    p.feed('gas-1', 12)
    const entry = p.alarms.entry(0, 'acknowledge', p.alarms.lifeOf(0), p.clock.now())
    const bad = { ...entry, actor: 'kim', ...BAD[engine as keyof typeof BAD] } as JournalEntry
    const { journal } = p.alarms
    const instead = engine === 'sqlite' ? { ...entry, actor: 'kim' } : bad
    const refused = journal.commit([bad], [instead]).catch((error: Error) => error.message)
    const good = p.order('alarm:acknowledge', 'gas-1')
    p.feed('gas-2', 12)
    expect(await refused).toMatch(/does not take this order as it is/)
    expect(await good).toMatchObject({ ok: true })
    expect(journal).toMatchObject({ away: null, aside: { rows: 1 } })
    await p.close()
    expect(await numbers(p)).toEqual(upTo(journal.number))
    expect((await p.rows())[1]).toMatchObject({ event: 'refused', actor: 'kim' })
    const [aside] = await db.store.db.selectFrom('alarm_aside').selectAll().execute()
    expect(aside).toMatchObject({ number: 2, reason: expect.stringMatching(/\w/) })
    expect(JSON.parse(aside!.row)).toEqual({ number: 2, ...bad })
    const again = await plant(db.store, p.clock)
    expect(again.state('gas-1')).toBe('acknowledged')
    expect(await again.order('alarm:acknowledge', 'gas-2')).toMatchObject({ ok: true })
    await db.close()
  },
)

/** What each engine does not take. */
const BAD = {
  sqlite: { cause: null },
  postgres: { reason: 'a\u0000b \ud800' },
}

test('an order with text that a database does not take is refused at the door', async () => {
  const db = await openStore<AlarmTables>(':memory:', subjects)
  const p = await plant(db)
  p.feed('gas-1', 12)
  for (const reason of ['a\u0000b', 'half \ud83d', 'bell \u0007'])
    expect(await p.order('alarm:acknowledge', 'gas-1', { reason })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/plain text/),
    })
  expect(await p.order('alarm:acknowledge', 'gas-1', { reason: '확인 ✅\n둘째 줄' })).toMatchObject({
    ok: true,
  })
  await db.close()
})
