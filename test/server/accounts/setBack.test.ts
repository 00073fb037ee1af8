import { expect, test } from 'vitest'
import { type AccountTables, accountMigrations } from '../../../server/accounts/accountTables.ts'
import { openPeople } from '../../../server/accounts/People.ts'
import { type AuditTables, auditMigrations } from '../../../server/audit/auditTables.ts'
import { type Clock, isOver, onward } from '../../../server/clock.ts'
import { openStore } from '../../../server/store/openStore.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

/** A clock whose hands a test sets while steady time goes on. */
function setClock() {
  let steady = 0
  let wrong = 0
  const clock: Clock = {
    now: () => 1_700_000_000_000 + steady + wrong,
    steady: () => steady,
    every: () => () => undefined,
  }
  return {
    clock,
    pass: (ms: number) => {
      steady += ms
    },
    set: (ms: number) => {
      wrong += ms
    },
  }
}

test('a clock set back goes on by steady time, and one set forward is followed', () => {
  const { clock, pass, set } = setClock()
  const ends = onward(clock)
  const began = ends.now()
  set(-24 * HOUR)
  pass(5 * MINUTE)
  expect(ends.now() - began).toBe(5 * MINUTE)
  set(26 * HOUR)
  expect(ends.now() - began).toBe(5 * MINUTE + 2 * HOUR)
})

test('a login lasts no longer because the clock was set back', async () => {
  const store = await openStore<AccountTables & AuditTables>(':memory:', [accountMigrations, auditMigrations])
  const { clock, pass, set } = setClock()
  const people = await openPeople(store, clock)
  const id = await people.accounts.add('chief', 'admin', 'four words and a bridge')
  const { token } = await people.sessions.begin({ id: id!.id, name: 'chief', role: 'admin' }, '127.0.0.1')
  set(-24 * HOUR)
  pass(59 * MINUTE)
  expect(await people.sessions.find(token)).not.toBeNull()
  pass(61 * MINUTE)
  expect(await people.sessions.find(token)).toBeNull()
  await store.close()
})

test('a second factor that is awaited is awaited no longer because the clock was set back', async () => {
  const store = await openStore<AccountTables & AuditTables>(':memory:', [accountMigrations, auditMigrations])
  const { clock, pass, set } = setClock()
  const { factors, accounts } = await openPeople(store, clock)
  const { id } = (await accounts.add('chief', 'admin', 'four words and a bridge'))!
  const proof = await factors.proofs.give('second', id)
  set(-24 * HOUR)
  pass(4 * MINUTE)
  expect(await factors.proofs.look('second', proof)).toBe(id)
  pass(2 * MINUTE)
  expect(await factors.proofs.look('second', proof)).toBeNull()
  expect(await factors.proofs.take('second', proof)).toBeNull()
  await store.close()
})

test('a span ends when its end is reached, and when the clock was set back behind its beginning', () => {
  expect([isOver(100, 10, 99), isOver(100, 10, 100), isOver(100, 10, 90), isOver(100, 10, 89)]).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect(isOver(Number.NEGATIVE_INFINITY, 10, 0)).toBe(true)
})
