import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Browser } from './frontDoor.ts'

const data = mkdtempSync(join(tmpdir(), 'command-'))
let twin: Running
const clock = new TestClock()
beforeAll(async () => {
  twin = await runTwin(clock, [], null, { store: join(data, 'twin.db') })
})
afterAll(async () => {
  await twin.close()
  rmSync(data, { recursive: true, force: true })
})

/** Run a command as npm does, beside the running server on the same database. */
function run(subject: string, args: string[], input = ''): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', `server/${subject}/command.ts`, ...args, '--data', data],
    { env: { ...process.env, DATABASE_URL: '' } },
  )
  let said = ''
  child.stdout.on('data', chunk => (said += chunk))
  child.stderr.on('data', chunk => (said += chunk))
  child.stdin.end(input)
  return new Promise(resolve => child.on('close', code => resolve({ code, said })))
}

test('an account is added, logs in at the running server, is reset, disabled and listed', async () => {
  const added = await run('accounts', ['add', 'kim', '--role', 'operator'])
  const password = /shown once: (\S+)/.exec(added.said)?.[1] ?? ''
  expect([added.code, password.length]).toEqual([0, 20])
  const browser = new Browser(twin.url)
  expect((await browser.login('kim', password)).role).toBe('operator')
  const own = await run('accounts', ['reset', 'kim', '--password-stdin'], 'a bridge of my own words\n')
  expect(own).toEqual({ code: 0, said: 'kim has another password\n' })
  expect((await browser.send('GET', '/api/session')).body.role).toBe('viewer')
  expect((await browser.login('kim', 'a bridge of my own words')).role).toBe('operator')
  expect((await run('accounts', ['disable', 'kim'])).code).toBe(0)
  expect((await browser.send('GET', '/api/session')).body.role).toBe('viewer')
  expect((await run('accounts', ['list'])).said).toMatch(/kim +operator +disabled/)
}, 180_000)

test('the factors of who lost them are reset; the password is enough again', async () => {
  const { accounts, factors, audit } = twin.people
  const lim = (await accounts.add('lim', 'operator', 'a bridge of my own words'))!
  const { secret } = (await factors.totp.offer(lim.id, 'lim'))!
  await factors.totp.confirm(lim.id, new TOTP({ secret }).generate({ timestamp: clock.now() }))
  const login = { name: 'lim', password: 'a bridge of my own words' }
  const asked = await new Browser(twin.url).send('POST', '/api/session', login)
  expect(asked.body).toMatchObject({ second: ['totp'] })
  const { code, said } = await run('accounts', ['reset-factors', 'lim'])
  expect([code, said]).toEqual([0, expect.stringMatching(/^lim has no second factor any more/)])
  expect((await new Browser(twin.url).login('lim', login.password)).role).toBe('operator')
  expect((await audit.read(0, 100, { what: 'factor:reset' })).map(({ target }) => target)).toEqual(['lim'])
}, 180_000)

test.each([
  [['accounts', 'add', 'lee', '--role', 'root'], /--role must be one of/],
  [['accounts', 'fly'], /npm run account -- add/],
  [['devices', 'add', 'air-1'], /--scope must be/],
  [['audit', 'verify', '--anchor', 'x'], /--anchor must look like/],
])(
  '%j is refused with the remedy and without a stack',
  async ([subject = '', ...args], words) => {
    const { code, said } = await run(subject, args)
    expect(code).toBe(1)
    expect(said).toMatch(words)
    expect(said).not.toMatch(/\n {4}at /)
  },
  30_000,
)

test('a device is added and revoked while the server runs; the audit holds and tells of it', async () => {
  const added = await run('devices', ['add', 'air-1', '--scope', 'air*'])
  const key = added.said.trim().split('\n').at(-1)!
  const post = () =>
    fetch(`${twin.url}/api/samples`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{"samples":[{"asset":"airstation","point":"pm25","value":44}]}',
    }).then(answer => answer.status)
  clock.advance(2_000)
  await expect.poll(post).toBe(200)
  expect((await run('devices', ['revoke', 'air-1'])).said).toBe('air-1 may no longer send\n')
  clock.advance(2_000)
  await expect.poll(post).toBe(401)
  expect((await run('devices', ['list'])).said).toMatch(/air-1 +air\* +mqtt http +1000\/s .*revoked/)
  const [head = ''] = (await run('audit', ['head'])).said.trim().split('\n')
  const verdict = await run('audit', ['verify', '--anchor', head])
  expect(verdict).toEqual({
    code: 0,
    said: expect.stringMatching(/^audit holds: \d+ rows[\s\S]*anchors fit/),
  })
  expect((await run('audit', ['list'])).said).toMatch(/device:add +air-1 +command line/)
  const wrong = await run('audit', ['verify', '--anchor', `1:${'0'.repeat(64)}`])
  expect(wrong).toEqual({ code: 1, said: expect.stringMatching(/does NOT hold: .*\b1\b/) })
}, 180_000)
