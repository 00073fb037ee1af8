import { afterEach, expect, test } from 'vitest'
import { Accounts } from '../../../server/accounts/Accounts.ts'
import { AdminSetup } from '../../../server/accounts/AdminSetup.ts'
import { type AccountTables, accountMigrations } from '../../../server/accounts/accountTables.ts'
import { secretOf } from '../../../server/accounts/secret.ts'
import { Lockout } from '../../../server/security/Lockout.ts'
import { Sessions } from '../../../server/security/Sessions.ts'
import { sessionLife } from '../../../server/security/sessionLife.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'

const PASSWORD = 'four words and a bridge'
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function setup(make: (typeof stores)[number][1]) {
  const made = await make<AccountTables>([accountMigrations])
  open.push(() => made.close())
  const clock = new TestClock()
  const { store } = made
  const accounts = new Accounts(store, clock)
  return {
    ...made,
    clock,
    accounts,
    sessions: new Sessions(store, clock),
    lockout: new Lockout(store, clock),
    setup: new AdminSetup(store, clock, accounts),
  }
}

test.each(stores)('%s: a password opens its own account and is kept as argon2id', async (_, make) => {
  const { accounts, store } = await setup(make)
  const kim = await accounts.add('kim', 'operator', PASSWORD)
  expect(kim).toMatchObject({ name: 'kim', role: 'operator', disabled: false })
  expect(await accounts.add('kim', 'admin', PASSWORD)).toBeNull()
  expect(await accounts.check('kim', PASSWORD)).toEqual({ id: kim!.id, name: 'kim', role: 'operator' })
  expect(await accounts.check('kim', `${PASSWORD} `)).toBeNull()
  expect(await accounts.check('nobody', PASSWORD)).toBeNull()
  const [row] = await store.db.selectFrom('account').selectAll().execute()
  expect(row!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(JSON.stringify(await accounts.list())).not.toContain('argon2')
  await accounts.set(kim!.id, { disabled: true })
  expect(await accounts.check('kim', PASSWORD)).toBeNull()
})

test.each(stores)('%s: the last admin can be neither disabled nor demoted', async (_, make) => {
  const { accounts } = await setup(make)
  const first = await accounts.add('first', 'admin', PASSWORD)
  expect(await accounts.set(first!.id, { disabled: true })).toBe(false)
  expect(await accounts.set(first!.id, { role: 'operator' })).toBe(false)
  await accounts.add('second', 'admin', PASSWORD)
  expect(await accounts.set(first!.id, { role: 'operator' })).toBe(true)
  expect((await accounts.find('first'))?.role).toBe('operator')
})

test.each(stores)(
  '%s: a session ends when idle, at its end, at log-out and with its account',
  async (_, make) => {
    const { accounts, sessions, clock, store } = await setup(make)
    const kim = (await accounts.add('kim', 'operator', PASSWORD))!
    const begin = () => sessions.begin(kim, '10.0.0.1')
    const { idle, most } = sessionLife('operator')

    const used = await begin()
    const unused = await begin()
    expect(JSON.stringify(await store.db.selectFrom('session').selectAll().execute())).not.toContain(
      used.token,
    )
    clock.advance(idle - 1)
    expect((await sessions.find(used.token))?.actor.name).toBe('kim')
    clock.advance(1)
    expect(await sessions.find(unused.token)).toBeNull()
    expect(await sessions.find(used.token)).not.toBeNull()
    clock.advance(most - idle)
    expect(await sessions.find(used.token)).toBeNull()

    const a = await begin()
    const b = await begin()
    expect((await sessions.find(a.token))?.csrf).toBe(a.session.csrf)
    expect(a.session.csrf).not.toBe(b.session.csrf)
    await sessions.end(a.session.id)
    expect(await sessions.find(a.token)).toBeNull()
    const c = await begin()
    await sessions.endAll(kim.id, c.session.id)
    expect([await sessions.find(b.token), (await sessions.find(c.token))?.id]).toEqual([null, c.session.id])
    await accounts.set(kim.id, { role: 'planner' })
    expect((await sessions.find(c.token))?.actor.role).toBe('planner')
    await accounts.set(kim.id, { disabled: true })
    expect(await sessions.find(c.token)).toBeNull()
    expect(await sessions.find('guess')).toBeNull()
  },
)

test.each(stores)('%s: one account has at most 20 logins, and what ended is swept', async (_, make) => {
  const { accounts, sessions, clock, store } = await setup(make)
  const kim = (await accounts.add('kim', 'operator', PASSWORD))!
  const first = await sessions.begin(kim, '')
  for (let n = 0; n < 20; n++) {
    clock.advance(1)
    await sessions.begin(kim, '')
  }
  expect(await sessions.find(first.token)).toBeNull()
  expect((await store.db.selectFrom('session').select('id').execute()).length).toBe(20)
  clock.advance(sessionLife('operator').most + 1)
  await sessions.sweep()
  expect((await store.db.selectFrom('session').select('id').execute()).length).toBe(0)
})

test.each(stores)(
  '%s: failures of a name from an address delay it there more and more, and never for good',
  async (_, make) => {
    const { lockout, clock } = await setup(make)
    const waits: number[] = []
    for (let n = 0; n < 16; n++) {
      expect(await lockout.enter('kim', '10.0.0.1')).toBe(0)
      const wait = await lockout.enter('kim', '10.0.0.1')
      if (wait === 0) continue
      waits.push(wait)
      clock.advance(wait * 1000 - 1)
      expect(await lockout.enter('kim', '10.0.0.1')).toBe(1)
      clock.advance(1)
    }
    expect(waits.slice(0, 4)).toEqual([5, 10, 20, 40])
    expect(Math.max(...waits)).toBe(900)
    expect(await lockout.enter('kim', '10.2.0.1')).toBe(0)
  },
)

test.each(stores)(
  '%s: guesses from everywhere delay strangers, and never a browser the owner has used',
  async (_, make) => {
    const { lockout } = await setup(make)
    for (let n = 0; n < 50; n++) await lockout.enter('kim', `10.0.0.${n}`)
    expect(await lockout.enter('kim', '10.9.9.9')).toBe(5)
    for (let n = 0; n < 4; n++) expect(await lockout.enter('kim', '10.0.0.1', 'browser')).toBe(0)
    await lockout.succeed('kim', '10.0.0.1', 'browser')
    for (let n = 0; n < 5; n++) expect(await lockout.enter('kim', '10.0.0.1', 'browser')).toBe(0)
    expect(await lockout.enter('kim', '10.0.0.1', 'browser')).toBe(5)
    expect(await lockout.enter('kim', '10.0.0.1', 'another')).toBe(0)
    await lockout.forgive('kim')
    expect(await lockout.enter('kim', '10.9.9.9')).toBe(0)
  },
)

test.each(stores)('%s: an address that tries many names is locked as well', async (_, make) => {
  const { lockout, clock } = await setup(make)
  for (let n = 0; n < 20; n++) expect(await lockout.enter(`name-${n}`, '10.0.0.1')).toBe(0)
  expect(await lockout.enter('somebody', '10.0.0.1')).toBe(5)
  expect(await lockout.enter('somebody', '10.0.0.2')).toBe(0)
  clock.advance(61 * 60_000)
  await lockout.sweep()
  expect(await lockout.enter('somebody', '10.0.0.1')).toBe(0)
})

test.each(stores)('%s: a hundred guesses at once count as a hundred', async (_, make) => {
  const { lockout } = await setup(make)
  const answers = await Promise.all(Array.from({ length: 100 }, () => lockout.enter('kim', '10.0.0.1')))
  const later = await lockout.enter('kim', '10.0.0.1')
  expect(later).toBeGreaterThanOrEqual(5)
  expect(answers.length).toBe(100)
})

test.each(stores)('%s: the link makes one admin, within an hour, once', async (_, make) => {
  const { accounts, setup: link, clock } = await setup(make)
  const first = await link.offer()
  const second = await link.offer()
  expect(await link.take(first!)).toBe(false)
  clock.advance(60 * 60_000)
  expect(await link.take(second!)).toBe(false)
  const third = await link.offer()
  expect(await link.take(third!)).toBe(true)
  expect(await link.take(third!)).toBe(false)
  const fourth = await link.offer()
  await accounts.add('first', 'admin', PASSWORD)
  expect(await link.take(fourth!)).toBe(false)
  expect(await link.offer()).toBeNull()
})

test.each(stores)(
  '%s: single sign-on makes an account once and follows the role of the claim',
  async (_, make) => {
    const { accounts } = await setup(make)
    const made = await accounts.ofSubject('https://id.example|7', 'kim', 'operator')
    const again = await accounts.ofSubject('https://id.example|7', 'kim', 'engineer')
    expect(again).toMatchObject({ id: made!.id, role: 'engineer' })
    expect(await accounts.ofSubject('https://id.example|8', 'kim', 'operator')).toBeNull()
    expect(await accounts.check('kim', '')).toBeNull()
  },
)

test('two processes share a secret', async () => {
  const store = await openStore<AccountTables>(':memory:', [accountMigrations])
  open.push(() => store.close())
  const first = await secretOf(store, 'cookie')
  expect(await secretOf(store, 'cookie')).toBe(first)
  expect(await secretOf(store, 'other')).not.toBe(first)
  expect(first.length).toBeGreaterThanOrEqual(43)
})
