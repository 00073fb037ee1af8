import { TOTP } from 'otpauth'
import { afterEach, expect, test } from 'vitest'
import { runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Authenticator } from './authenticator.ts'
import { Browser, loggedIn, PASSWORD } from './frontDoor.ts'

let twin: Running
const clock = new TestClock()
afterEach(() => twin.close())

const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: clock.now() })

/** Set an app up in a logged-in browser; its secret and the recovery codes. */
async function enrol(browser: Browser): Promise<{ secret: string; codes: string[] }> {
  const offer = await browser.send('POST', '/api/session/factors/totp', { password: PASSWORD })
  expect(offer.body.picture).toMatch(/^data:image\/svg\+xml;base64,/)
  const { secret } = offer.body
  const added = await browser.send('POST', '/api/session/factors/totp/confirm', { code: codeOf(secret) })
  expect(added.status).toBe(200)
  clock.advance(60_000)
  return { secret, codes: added.body.codes }
}

const password = (name: string) =>
  new Browser(twin.url).send('POST', '/api/session', { name, password: PASSWORD })
const audit = async () =>
  (await twin.people.audit.read(0, 1_000)).map(({ what }) => what).filter(what => what.startsWith('factor'))

test('after the password a code is asked for; a wrong, used or late one opens nothing; recovery does, once', async () => {
  twin = await runTwin(clock)
  const browser = await loggedIn(twin, 'operator', 'kim')
  const wrong = await browser.send('POST', '/api/session/factors/totp', { password: 'not the password' })
  expect(wrong.status).toBe(403)
  const elsewhere = new Browser(twin.url)
  await elsewhere.login('kim')
  const { secret, codes } = await enrol(browser)
  expect(codes).toHaveLength(10)
  expect((await elsewhere.send('GET', '/api/session')).body.role, 'a login without it ends').toBe('viewer')
  expect((await browser.send('GET', '/api/session')).body.role).toBe('operator')

  const asked = await password('kim')
  expect(asked.body).toEqual({ second: ['totp', 'recovery'], proof: expect.any(String) })
  expect(asked.headers.getSetCookie()).toEqual([])
  const next = new Browser(twin.url)
  const second = (proof: string, code: string, how = 'totp') =>
    next.send('POST', '/api/session/second', { proof, second: how, code })
  expect((await second('guess', codeOf(secret))).status).toBe(401)
  expect((await second(asked.body.proof, '000000')).body.code).toBe('secondWrong')
  const code = codeOf(secret)
  const entered = await second(asked.body.proof, code)
  expect(entered.body).toMatchObject({ name: 'kim', role: 'operator', csrf: expect.any(String) })
  next.csrf = ''
  next.cookie = ''
  expect((await second(asked.body.proof, code)).body.code, 'the proof is used up').toBe('secondLate')
  const replay = await password('kim')
  expect((await second(replay.body.proof, code)).body.code, 'the code is used up').toBe('secondWrong')
  next.csrf = ''
  next.cookie = ''
  expect((await second(replay.body.proof, codes[0]!, 'recovery')).body.role).toBe('operator')
  const again = await password('kim')
  next.csrf = ''
  next.cookie = ''
  expect((await second(again.body.proof, codes[0]!, 'recovery')).status).toBe(401)
  clock.advance(5 * 60_000)
  expect((await second(again.body.proof, codeOf(secret))).body.code).toBe('secondLate')
  expect(await audit()).toEqual(['factor:add', 'factor:recovery'])
})

test('guesses of the code are slowed down, and the right password does not forgive them', async () => {
  twin = await runTwin(clock)
  const { secret } = await enrol(await loggedIn(twin, 'engineer', 'lee'))
  const answers: number[] = []
  for (let n = 0; n < 7; n++) {
    const { body } = await password('lee')
    const guess = { proof: body.proof, second: 'totp', code: '000000' }
    answers.push((await new Browser(twin.url).send('POST', '/api/session/second', guess)).status)
  }
  expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429])
  const { body } = await password('lee')
  const right = { proof: body.proof, second: 'totp', code: codeOf(secret) }
  expect((await new Browser(twin.url).send('POST', '/api/session/second', right)).status).toBe(429)
})

test('a role that must have a second factor does nothing before it has one, at every door', async () => {
  twin = await runTwin(clock, [], null, { secondFactor: ['admin'] })
  const browser = await loggedIn(twin, 'admin', 'boss')
  const view = async () => (await browser.send('GET', '/api/session')).body
  expect(await view()).toMatchObject({ name: 'boss', role: 'viewer', rights: [], enrol: true })
  for (const path of ['/api/accounts', '/api/audit', '/api/devices'])
    expect((await browser.send('GET', path)).body).toMatchObject({ code: 'secondFirst' })
  const cannot = { name: 'x2', role: 'admin', password: PASSWORD }
  expect((await browser.send('POST', '/api/accounts', cannot)).status).toBe(403)
  const socket = await browser.socket()
  const order = await socket.emitWithAck('alarm:acknowledge', { point: 0 })
  expect(order.ok).toBe(false)
  const left = new Promise(resolve => socket.on('disconnect', resolve))
  const { codes } = await enrol(browser)
  expect(codes).toHaveLength(10)
  await left
  expect(await view()).toMatchObject({ role: 'admin', enrol: false })
  expect((await browser.send('GET', '/api/accounts')).status).toBe(200)
  const last = await browser.send('POST', '/api/session/factors/totp/remove', { password: PASSWORD })
  expect(last.body.code).toBe('factorLast')
})

test('a passkey is added, named, used to log in and taken away; strangers and kiosks have no way there', async () => {
  twin = await runTwin(clock)
  const url = twin.url.replace('127.0.0.1', 'localhost')
  await twin.people.accounts.add('kim', 'planner', PASSWORD)
  const browser = new Browser(url)
  await browser.login('kim')
  const begun = await browser.send('POST', '/api/session/factors/passkeys/begin', { password: PASSWORD })
  expect(begun.body.options).toMatchObject({ rp: { id: 'localhost' }, user: { name: 'kim' } })
  const device = new Authenticator(url)
  const response = device.make(begun.body.options.challenge)
  const made = { proof: begun.body.proof, name: '사무실', response }
  const added = await browser.send('POST', '/api/session/factors/passkeys', made)
  expect([added.status, added.body.codes.length]).toEqual([200, 10])
  expect((await browser.send('POST', '/api/session/factors/passkeys', made)).status).toBe(403)
  const asked = await new Browser(url).send('POST', '/api/session', { name: 'kim', password: PASSWORD })
  expect(asked.body.second).toEqual(['recovery', 'passkey'])

  const next = new Browser(url)
  const login = async (body: object, key = device) => {
    const { body: start } = await next.send('POST', '/api/session/passkey/begin', body)
    const answer = key.use(start.options.challenge)
    return next.send('POST', '/api/session/passkey', { proof: start.proof, response: answer })
  }
  expect((await login({ proof: asked.body.proof }, new Authenticator('https://evil.example'))).status).toBe(
    401,
  )
  expect((await login({ proof: asked.body.proof })).body).toMatchObject({ name: 'kim', role: 'planner' })
  next.csrf = ''
  next.cookie = ''
  expect((await login({})).body).toMatchObject({ name: 'kim', role: 'planner' })

  const [{ id }] = (await browser.send('GET', '/api/session/factors')).body.passkeys
  const at = `/api/session/factors/passkeys/${id}`
  expect((await browser.send('PATCH', at, { name: '집' })).status).toBe(204)
  expect((await browser.send('POST', `${at}/remove`, { password: 'wrong password' })).status).toBe(403)
  expect((await browser.send('POST', `${at}/remove`, { password: PASSWORD })).status).toBe(204)
  expect((await browser.send('GET', '/api/session/factors')).body).toMatchObject({
    passkeys: [],
    recovery: 0,
  })
  await twin.people.accounts.set((await twin.people.accounts.find('kim'))!.id, { disabled: true })
  next.csrf = ''
  next.cookie = ''
  expect((await login({})).status).toBe(401)
  expect(await audit()).toEqual([
    'factor:add',
    'factor:passkey',
    'factor:passkey',
    'factor:rename',
    'factor:remove',
  ])
  expect((await new Browser(url).send('GET', '/api/session/factors')).status).toBe(401)
  const kiosk = await loggedIn(twin, 'kiosk', 'hall')
  expect((await kiosk.send('POST', '/api/session/factors/totp', { password: PASSWORD })).status).toBe(403)
})

test('an admin resets the factors of who lost them: audited, logins end, the password is enough', async () => {
  twin = await runTwin(clock)
  const admin = await loggedIn(twin, 'admin', 'boss')
  const kim = await loggedIn(twin, 'operator', 'kim')
  await enrol(kim)
  const reset = (browser: Browser) =>
    browser.send('POST', '/api/accounts/kim/reset-factors', { reason: '전화기 분실' })
  expect((await reset(kim)).status).toBe(403)
  expect((await reset(admin)).status).toBe(204)
  expect((await kim.send('GET', '/api/session')).body.role).toBe('viewer')
  expect((await password('kim')).body).toMatchObject({ name: 'kim', role: 'operator' })
  expect(await audit()).toEqual(['factor:add', 'factor:reset'])
})
