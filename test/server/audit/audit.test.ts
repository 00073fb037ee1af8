import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { Actor } from '../../../models/account.ts'
import { Audit, AuditUnavailable } from '../../../server/audit/Audit.ts'
import type { AuditTables } from '../../../server/audit/auditTables.ts'
import { chainsOf } from '../../../server/audit/chains.ts'
import { verifyChain } from '../../../server/audit/verifyChain.ts'
import type { Store } from '../../../server/store/Store.ts'
import { TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { subjects, type Tables } from '../tables.ts'

const KIM: Actor = { id: 'k', name: 'kim', role: 'operator' }
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function book(make: (typeof stores)[number][1]) {
  const made = await make<Tables>(subjects)
  open.push(() => made.close())
  const audit = new Audit(made.store as unknown as Store<AuditTables>, new TestClock())
  const { db } = made.store
  const write = (n: number) =>
    audit.record({
      actor: KIM,
      from: '10.0.0.1',
      what: 'rule:change',
      target: `rule ${n}`,
      before: { high: n },
      after: { high: n + 1 },
      reason: '시운전',
      request: `r${n}`,
    })
  const verify = async (anchors: { n: number; hash: string }[] = []) => {
    const [chain] = await chainsOf(made.store)
    return verifyChain(
      chain!,
      anchors.map(({ n: number, hash }) => ({ number, hash, at: null })),
    )
  }
  return { audit, db, write, verify, engine: made.store.engine, store: made.store }
}

/** What somebody with the database in his hands can do. */
async function unlock(db: Awaited<ReturnType<typeof book>>['db'], engine: string): Promise<void> {
  if (engine === 'sqlite') {
    await sql`DROP TRIGGER audit_no_update`.execute(db)
    await sql`DROP TRIGGER audit_no_delete`.execute(db)
  } else await sql`DROP TRIGGER audit_locked ON audit`.execute(db)
}

test.each(stores)('%s: rows carry who, when, what, old, new, why and whence', async (_, make) => {
  const { audit, write } = await book(make)
  expect([await write(1), await write(2)]).toEqual([1, 2])
  const [row] = await audit.read(0, 1)
  expect(row).toMatchObject({
    n: 1,
    at: new TestClock().now(),
    actor: 'k',
    name: 'kim',
    role: 'operator',
    source: '10.0.0.1',
    what: 'rule:change',
    target: 'rule 1',
    before: '{"high":1}',
    after: '{"high":2}',
    reason: '시운전',
    request: 'r1',
  })
  expect((await audit.read(0, 10, { actor: 'nobody' })).length).toBe(0)
  expect((await audit.read(1, 10, { what: 'rule:change' })).map(({ n }) => n)).toEqual([2])
})

test.each(stores)('%s: many at once are numbered without a gap, from two writers too', async (_, make) => {
  const { write, verify, store } = await book(make)
  const other = new Audit(store as unknown as Store<AuditTables>, new TestClock())
  const entry = { actor: KIM, from: '', what: 'x:y', target: '' }
  const numbers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => (n % 2 ? write(n) : other.record(entry))),
  )
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  expect(await verify()).toMatchObject({ rows: 40, fault: null })
})

test.each(stores)('%s: the database refuses to change or remove a row', async (_, make) => {
  const { db, write } = await book(make)
  await write(1)
  await expect(db.updateTable('audit').set({ name: 'lee' }).execute()).rejects.toThrow(/append-only/)
  await expect(db.deleteFrom('audit').execute()).rejects.toThrow(/append-only/)
})

test.each(stores)('%s: a changed, a removed and a cut-off row are found', async (_, make) => {
  const { audit, db, write, verify, engine } = await book(make)
  for (let n = 1; n <= 5; n++) await write(n)
  const noted = await audit.head()
  expect(await verify([noted])).toEqual({ rows: 5, last: { number: 5, hash: noted.hash }, fault: null })
  await unlock(db, engine)
  await db.deleteFrom('audit').where('n', '=', 5).execute()
  expect((await verify()).fault).toBeNull()
  expect((await verify([noted])).fault).toMatch(/row 5 .* cut off/)
  await db.updateTable('audit').set({ reason: 'nothing' }).where('n', '=', 3).execute()
  expect(await verify()).toMatchObject({ rows: 2, fault: expect.stringMatching(/row 3 was changed/) })
  await db.deleteFrom('audit').where('n', '=', 2).execute()
  expect((await verify()).fault).toMatch(/row 2 is missing/)
})

test.each(stores)(
  '%s: a book written anew from the first row is found by what was noted down',
  async (_, make) => {
    const { audit, db, write, verify, engine } = await book(make)
    for (let n = 1; n <= 3; n++) await write(n)
    const noted = await audit.head()
    await unlock(db, engine)
    await db.deleteFrom('audit').execute()
    for (let n = 4; n <= 7; n++) await write(n)
    expect((await verify()).fault).toBeNull()
    expect((await verify([noted])).fault).toMatch(/row 3 is not the one noted down/)
  },
)

test.each(stores)('%s: what cannot be recorded is said to the caller', async (_, make) => {
  const { audit, store } = await book(make)
  await store.db.schema.dropTable('audit').execute()
  const refused = audit.record({ actor: KIM, from: '', what: 'x:y', target: '' })
  await expect(refused).rejects.toThrow(AuditUnavailable)
  await expect(refused).rejects.toMatchObject({ statusCode: 503 })
})
