import { afterAll, beforeAll, expect, test } from 'vitest'
import { rightsOf } from '../../../models/role.ts'
import { runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Browser, loggedIn, PASSWORD } from './frontDoor.ts'

let twin: Running
const clock = new TestClock()
beforeAll(async () => {
  twin = await runTwin(clock)
})
afterAll(() => twin.close())

const actions = async (what: string) =>
  (await twin.people.audit.read(0, 1_000, { what })).map(row => row.target)

test('a viewer has no rights, and learns that there is no admin yet', async () => {
  const { body, headers } = await new Browser(twin.url).send('GET', '/api/session')
  expect(body).toEqual({
    name: 'viewer',
    role: 'viewer',
    rights: [],
    enrol: false,
    csrf: null,
    setup: true,
    oidc: null,
  })
  expect(headers.get('cache-control')).toBe('private, no-store')
})

test('a login gives rights, a CSRF token and a cookie that scripts and other sites do not get', async () => {
  await twin.people.accounts.add('park', 'operator', PASSWORD)
  const browser = new Browser(twin.url)
  const { status, body, headers } = await browser.send('POST', '/api/session', {
    name: ' Park ',
    password: PASSWORD,
  })
  expect([status, body.role, body.rights]).toEqual([200, 'operator', rightsOf('operator')])
  const given = headers.getSetCookie().find(cookie => cookie.startsWith('twin_session='))
  expect(given).toMatch(/^twin_session=[^;]+; .*HttpOnly; SameSite=Strict/)
  expect(given).not.toMatch(/Secure/)
  const again = await browser.send('GET', '/api/session')
  expect(again.body).toMatchObject({ name: 'park', role: 'operator', csrf: body.csrf })
  expect(await actions('session:begin')).toContain('park')
})

test('the cookie of a login before ends with the next one', async () => {
  const browser = await loggedIn(twin, 'operator', 'twice')
  const before = browser.cookie
  await browser.login('twice')
  const old = new Browser(twin.url)
  old.cookie = before
  expect((await old.send('GET', '/api/session')).body.role).toBe('viewer')
})

test.each([
  ['a wrong password', { name: 'park', password: 'not that one at all' }, 401],
  ['an unknown name', { name: 'nobody', password: PASSWORD }, 401],
  ['no name', { password: PASSWORD }, 400],
  ['a name that is none', { name: '<b>', password: PASSWORD }, 400],
  ['more than asked', { name: 'park', password: PASSWORD, role: 'admin' }, 400],
  ['broken JSON', '{"name":', 400],
  ['a huge password', { name: 'park', password: 'x'.repeat(5_000) }, 400],
])('%s is refused with a sentence', async (_, body, status) => {
  const answer = await new Browser(twin.url).send('POST', '/api/session', body)
  expect(answer.status).toBe(status)
  expect(answer.body.error).toMatch(/\w+ \w+/)
  expect(answer.headers.get('set-cookie')).toBeNull()
})

test('wrong password and unknown name are told alike', async () => {
  const ask = (name: string) =>
    new Browser(twin.url).send('POST', '/api/session', { name, password: 'wrong password 123' })
  const [known, unknown] = [await ask('park'), await ask('nobody')]
  expect(known.text).toBe(unknown.text)
})

test('a forged, a foreign and an unsigned cookie are nobody', async () => {
  const browser = await loggedIn(twin, 'operator', 'forged')
  for (const cookie of [
    `${browser.cookie.slice(0, -3)}abc`,
    'twin_session=x',
    `twin_session=${'a'.repeat(43)}`,
    browser.cookie.split('.')[0]!,
  ]) {
    const other = new Browser(twin.url)
    other.cookie = cookie
    expect((await other.send('GET', '/api/session')).body.role).toBe('viewer')
  }
})

test('logging out ends the session on the server, everywhere when asked', async () => {
  const browser = await loggedIn(twin, 'operator', 'leaver')
  const other = new Browser(twin.url)
  await other.login('leaver')
  const kept = browser.cookie
  expect((await browser.send('DELETE', '/api/session')).status).toBe(204)
  browser.cookie = kept
  expect((await browser.send('GET', '/api/session')).body.role).toBe('viewer')
  expect((await other.send('GET', '/api/session')).body.role).toBe('operator')
  const third = new Browser(twin.url)
  await third.login('leaver')
  await third.send('DELETE', '/api/session?everywhere=true')
  expect((await other.send('GET', '/api/session')).body.role).toBe('viewer')
})

test('another password needs the old one, and logs everybody else out', async () => {
  const browser = await loggedIn(twin, 'operator', 'changer')
  const other = new Browser(twin.url)
  await other.login('changer')
  const change = (old: string, fresh: string) =>
    browser.send('PUT', '/api/session/password', { old, new: fresh })
  expect((await change('not the old one!', 'another bridge of words')).status).toBe(403)
  expect((await change(PASSWORD, 'short')).status).toBe(400)
  expect((await change(PASSWORD, 'another bridge of words')).status).toBe(204)
  expect((await browser.send('GET', '/api/session')).body.role).toBe('operator')
  expect((await other.send('GET', '/api/session')).body.role).toBe('viewer')
  await expect(other.login('changer')).rejects.toThrow('401')
  expect((await other.login('changer', 'another bridge of words')).role).toBe('operator')
  const viewer = new Browser(twin.url)
  expect((await viewer.send('PUT', '/api/session/password', { old: 'a', new: 'b' })).status).toBe(401)
})
