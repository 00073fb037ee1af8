import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AccountTables } from '../../../server/accounts/accountTables.ts'
import { Lockout } from '../../../server/security/Lockout.ts'
import type { Store } from '../../../server/store/Store.ts'
import { runTwin, TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { subjects, type Tables } from '../tables.ts'
import type { Running } from '../twinUnderTest.ts'
import { Browser, PASSWORD } from './frontDoor.ts'

let twin: Running
let clock: TestClock
beforeEach(async () => {
  clock = new TestClock()
  twin = await runTwin(clock)
  await twin.people.accounts.add('kim', 'operator', PASSWORD)
})
afterEach(() => twin.close())

const guess = (name: string, password: string) =>
  new Browser(twin.url).send('POST', '/api/session', { name, password })

test('after five failures even the right password waits, and then opens', async () => {
  for (let n = 0; n < 5; n++) expect((await guess('kim', `wrong guess ${n} of five`)).status).toBe(401)
  const locked = await guess('kim', PASSWORD)
  expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, '5'])
  expect(locked.body.error).toMatch(/5 s/)
  clock.advance(5_000)
  expect((await guess('kim', PASSWORD)).status).toBe(200)
})

test('more logins a minute than people make are refused before any password is looked at', async () => {
  const answers = []
  for (let n = 0; n < 25; n++) answers.push((await guess(`name${n}`, '')).status)
  expect(answers.filter(status => status === 429).length).toBeGreaterThanOrEqual(5)
})

test('whoever hammers at a name from elsewhere does not keep its owner out of a browser of theirs', async () => {
  const own = await runTwin(clock, [], null, { proxies: 1 })
  try {
    await own.people.accounts.add('lee', 'operator', PASSWORD)
    const from = (n: number) => ({ 'x-forwarded-for': `10.7.${n}.1` })
    const login = (browser: Browser, password: string, n: number, known = '') =>
      browser.send(
        'POST',
        '/api/session',
        { name: 'lee', password },
        { ...from(n), ...(known && { cookie: known }) },
      )
    const first = await login(new Browser(own.url), PASSWORD, 200)
    const known = first.headers
      .getSetCookie()
      .find(set => set.startsWith('twin_known='))!
      .split(';')[0]!
    for (let n = 0; n < 60; n++) await login(new Browser(own.url), `wrong guess number ${n}`, n)
    expect((await login(new Browser(own.url), PASSWORD, 201)).status).toBe(429)
    expect((await login(new Browser(own.url), PASSWORD, 202, known)).status).toBe(200)
    expect((await login(new Browser(own.url), PASSWORD, 203, `${known.slice(0, -2)}xx`)).status).toBe(429)
    for (let n = 0; n < 5; n++)
      expect((await login(new Browser(own.url), `stolen browser ${n}`, 204, known)).status).toBe(401)
    expect((await login(new Browser(own.url), PASSWORD, 204, known)).status).toBe(429)
  } finally {
    await own.close()
  }
}, 120_000)

test.each(stores)('%s: whom an admin forgives is one name, not its neighbours', async (_, make) => {
  const made = await make<Tables>(subjects)
  try {
    const lockout = new Lockout(made.store as unknown as Store<AccountTables>, clock)
    for (const name of ['a_b', 'axb', 'a_', 'A_B', 'a%'])
      for (let n = 0; n < 5; n++) await lockout.enter(name, '10.1.1.1')
    clock.advance(1)
    const left = async (name: string) => (await lockout.enter(name, '10.1.1.1')) > 0
    await lockout.forgive('a_b')
    await lockout.forgive('a%')
    expect(await Promise.all(['axb', 'a_', 'A_B'].map(left))).toEqual([true, true, true])
    const rows = await made.store.db.selectFrom('login_failure').select('subject').execute()
    expect(rows.filter(({ subject }) => /^(pair|name) (a_b|a%)( |$)/.test(subject))).toEqual([])
  } finally {
    await made.close()
  }
})
