import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Browser, loggedIn, PASSWORD } from './frontDoor.ts'

let twin: Running
let admin: Browser
beforeAll(async () => {
  twin = await runTwin(new TestClock())
  admin = await loggedIn(twin, 'admin', 'boss')
})
afterAll(() => twin.close())

const fresh = (name: string) => ({ name, role: 'operator', password: PASSWORD, reason: 'new colleague' })

test('an admin adds, changes, disables and resets accounts, each told to the audit', async () => {
  const added = await admin.send('POST', '/api/accounts', fresh('lee'))
  expect(added.status).toBe(201)
  expect(added.body).toMatchObject({ name: 'lee', role: 'operator', disabled: false })
  expect((await admin.send('POST', '/api/accounts', fresh('Lee'))).status).toBe(409)
  const lee = new Browser(twin.url)
  await lee.login('lee')
  const promoted = await admin.send('PATCH', '/api/accounts/lee', { role: 'engineer', reason: 'trained' })
  expect(promoted.body.role).toBe('engineer')
  expect((await lee.send('GET', '/api/session')).body.role).toBe('engineer')
  await admin.send('PATCH', '/api/accounts/lee', { password: 'a fresh start of words' })
  expect((await lee.send('GET', '/api/session')).body.role).toBe('viewer')
  await lee.login('lee', 'a fresh start of words')
  await admin.send('PATCH', '/api/accounts/lee', { disabled: true })
  expect((await lee.send('GET', '/api/session')).body.role).toBe('viewer')
  const { body } = await admin.send('GET', '/api/audit?what=account:change')
  expect(body.rows[0]).toMatchObject({
    name: 'boss',
    role: 'admin',
    source: '127.0.0.1',
    target: 'lee',
    before: '{"role":"operator","disabled":false}',
    after: '{"role":"engineer","disabled":false}',
    reason: 'trained',
  })
  expect(JSON.stringify(body)).not.toContain('fresh start')
})

test.each([
  ['no token', {}],
  ['a wrong token', { 'x-csrf-token': 'wrong' }],
])('a write with %s is refused and changes nothing', async (_, headers) => {
  const page = new Browser(twin.url)
  page.cookie = admin.cookie
  const answer = await page.send('POST', '/api/accounts', fresh('csrf'), headers)
  expect(answer.status).toBe(403)
  expect(answer.body.error).toMatch(/x-csrf-token/)
  expect(await twin.people.accounts.find('csrf')).toBeNull()
})

test.each([
  ['another site', 'https://evil.example', /--origins/],
  ['a page without origin', null, /Origin header/],
  ['a sandboxed page', 'null', /--origins/],
])('a write from %s is refused though cookie and token are right', async (_, origin, words) => {
  const page = new Browser(twin.url, origin)
  page.cookie = admin.cookie
  page.csrf = admin.csrf
  const answer = await page.send('POST', '/api/accounts', fresh('origin'))
  expect(answer.status).toBe(403)
  expect(answer.body.error).toMatch(words)
  expect(await twin.people.accounts.find('origin')).toBeNull()
})

test('another site can neither log its visitor in nor out', async () => {
  const evil = new Browser(twin.url, 'https://evil.example')
  expect((await evil.send('POST', '/api/session', { name: 'boss', password: PASSWORD })).status).toBe(403)
  evil.cookie = admin.cookie
  expect((await evil.send('DELETE', '/api/session')).status).toBe(403)
  expect((await admin.send('GET', '/api/session')).body.role).toBe('admin')
})

test.each(['viewer', 'kiosk', 'operator', 'planner', 'engineer'] as const)(
  'a %s gets no account, no audit',
  async role => {
    const browser = role === 'viewer' ? new Browser(twin.url) : await loggedIn(twin, role)
    const refused = role === 'viewer' ? 401 : 403
    for (const [method, path, body] of [
      ['GET', '/api/accounts', undefined],
      ['POST', '/api/accounts', fresh('intruder')],
      ['PATCH', '/api/accounts/boss', { role: 'viewer' }],
      ['GET', '/api/audit', undefined],
    ] as const) {
      const answer = await browser.send(method, path, body)
      expect(answer.status, `${method} ${path}`).toBe(refused)
      expect(answer.body.error).toMatch(/this needs|it needs/)
    }
    expect(await twin.people.accounts.find('intruder')).toBeNull()
  },
)

test.each([
  ['POST', '/api/accounts', { ...fresh('x1'), role: 'viewer' }, 400],
  ['POST', '/api/accounts', { ...fresh('x1'), role: 'root' }, 400],
  ['POST', '/api/accounts', { ...fresh('x1'), password: 'short' }, 400],
  ['POST', '/api/accounts', { ...fresh('!'), password: PASSWORD }, 400],
  ['POST', '/api/accounts', { ...fresh('x1'), extra: 1 }, 400],
  ['PATCH', '/api/accounts/nobody', { disabled: true }, 404],
  ['PATCH', '/api/accounts/boss', { disabled: 'yes' }, 400],
  ['PATCH', '/api/accounts/boss', { disabled: true }, 409],
  ['PATCH', '/api/accounts/boss', { role: 'operator' }, 409],
  ['GET', '/api/audit?limit=1001', undefined, 400],
  ['GET', '/api/audit?after=-1', undefined, 400],
  ['GET', '/api/audit?after=x', undefined, 400],
] as const)('%s %s %j answers %i', async (method, path, body, status) => {
  const answer = await admin.send(method, path, body)
  expect(answer.status).toBe(status)
  expect(answer.body.error).toMatch(/\w+ \w+/)
})

test('an order that cannot be recorded is refused and not carried out', async () => {
  const own = await runTwin(new TestClock())
  const boss = await loggedIn(own, 'admin', 'boss')
  await own.store.db.schema.dropTable('audit').execute()
  const answer = await boss.send('POST', '/api/accounts', fresh('lee'))
  expect(answer.status).toBe(503)
  expect(answer.body.error).toMatch(/could not be recorded/)
  expect(await own.people.accounts.find('lee')).toBeNull()
  await own.close()
})

test('while the store is away the public still reads, and writes are refused with the reason', async () => {
  const own = await runTwin(new TestClock())
  const boss = await loggedIn(own, 'admin', 'boss')
  await own.store.close()
  expect((await boss.send('GET', '/api/site')).status).toBe(200)
  const answer = await boss.send('POST', '/api/accounts', fresh('lee'))
  expect([answer.status, answer.body.error]).toEqual([503, expect.stringMatching(/database/)])
  const login = await new Browser(own.url).send('POST', '/api/session', { name: 'boss', password: PASSWORD })
  expect([login.status, login.body.error]).toEqual([503, expect.stringMatching(/database/)])
  await own.close()
})
