import { afterEach, expect, test } from 'vitest'
import { runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Browser, PASSWORD } from './frontDoor.ts'

let twin: Running
afterEach(() => twin.close())

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const fill = (browser: Browser, token: string, name = 'boss', password = PASSWORD) =>
  browser.send('POST', '/admin-setup', new URLSearchParams({ token, name, password }).toString(), FORM)

test('the one-time link makes the first admin, logs them in, and is used up', async () => {
  twin = await runTwin(new TestClock())
  const token = (await twin.people.setup.offer())!
  const browser = new Browser(twin.url)
  const page = await browser.send('GET', `/admin-setup?token=${token}`)
  expect(page.text).toContain(`value="${token}"`)
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/)
  expect((await fill(browser, token, 'boss', 'short')).text).toContain('비밀번호가 짧습니다')
  const made = await fill(browser, token)
  expect([made.status, made.headers.get('location')]).toEqual([303, './'])
  expect((await browser.send('GET', '/api/session')).body).toMatchObject({ name: 'boss', role: 'admin' })
  expect((await fill(new Browser(twin.url), token, 'second')).status).toBe(403)
  expect(await twin.people.setup.offer()).toBeNull()
  expect((await twin.people.audit.read(0, 10)).map(({ what }) => what)).toEqual([
    'account:setup',
    'session:begin',
  ])
})

test('the door of the client makes the first admin, says why it does not, and logs in', async () => {
  twin = await runTwin(new TestClock())
  const token = (await twin.people.setup.offer())!
  const browser = new Browser(twin.url)
  const ask = (body: object) => browser.send('POST', '/api/admin-setup', body)
  expect((await ask({ token, name: 'boss' })).body.error).toMatch(/password are needed/)
  expect((await ask({ token, name: 'boss', password: 'short' })).body.error).toMatch(/at least 12/)
  const made = await ask({ token, name: 'boss', password: PASSWORD })
  expect(made.body).toMatchObject({ name: 'boss', role: 'admin', setup: false, csrf: expect.any(String) })
  expect((await browser.send('GET', '/api/session')).body).toMatchObject({ name: 'boss', role: 'admin' })
  expect((await ask({ token, name: 'second', password: PASSWORD })).status).toBe(403)
})

test('the page and its refusals are in the language of the browser, Korean for any other', async () => {
  twin = await runTwin(new TestClock())
  const token = (await twin.people.setup.offer())!
  const body = new URLSearchParams({ token, name: '?', password: PASSWORD }).toString()
  const ask = async (language: string) => {
    const headers = { ...FORM, 'accept-language': language }
    const { text } = await new Browser(twin.url).send('POST', '/admin-setup', body, headers)
    return [/<html lang="(..)"/.exec(text)?.[1], /role="alert">([^<]*)</.exec(text)?.[1]]
  }
  expect(await ask('ja,en;q=0.8')).toEqual(['ja', '名前は文字または数字で2〜40文字です'])
  expect(await ask('en-GB,ko')).toEqual(['en', 'A name is 2 to 40 letters or digits'])
  expect(await ask('zh-CN')).toEqual(['zh', '姓名为 2 至 40 个字母或数字'])
  expect(await ask('fr')).toEqual(['ko', '이름은 글자나 숫자 2~40자입니다'])
})

test('a guess, an old link and a page of another site make nobody', async () => {
  const clock = new TestClock()
  twin = await runTwin(clock)
  const token = (await twin.people.setup.offer())!
  expect((await fill(new Browser(twin.url), 'guess')).status).toBe(403)
  expect((await fill(new Browser(twin.url, 'https://evil.example'), token)).status).toBe(403)
  clock.advance(3_600_000)
  expect((await fill(new Browser(twin.url), token)).status).toBe(403)
  expect(await twin.people.accounts.list()).toEqual([])
})

test('what the link carries is shown as text', async () => {
  twin = await runTwin(new TestClock())
  const { text } = await new Browser(twin.url).send('GET', '/admin-setup?token="><script>alert(1)</script>')
  expect(text).not.toContain('<script>')
})
