import { afterEach, expect, test } from 'vitest'
import { Oidc } from '../../../server/security/Oidc.ts'
import { readOidc } from '../../../server/security/oidcConfig.ts'
import { runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Browser } from './frontDoor.ts'
import { openRealProvider, type Setting, Visit } from './realProvider.ts'

const PUBLIC = 'https://city.example/twin'
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Provider = Awaited<ReturnType<typeof openRealProvider>>
interface Stand {
  readonly twin: Running
  readonly provider: Provider
  readonly visit: Visit
}

async function stand(
  setting: Setting,
  env: (origin: string) => Record<string, string> = () => ({}),
  aheadMs = 0,
): Promise<Stand> {
  const provider = await openRealProvider(setting)
  closing.push(provider.close)
  const clock = new TestClock(Date.now() + aheadMs)
  const config = readOidc({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'twin',
    OIDC_CLIENT_SECRET: provider.secret,
    OIDC_ROLES: 'twin-operators=operator,twin-admins=admin',
    ...env(provider.origin),
  })!
  const oidc = new Oidc(config, `${PUBLIC}/api/oidc/callback`, clock)
  const twin = await runTwin(clock, [], null, { oidc, publicUrl: PUBLIC })
  closing.push(() => twin.close())
  const backChannel = `${twin.url}/api/oidc/backchannel-logout`
  await provider.serve({ callback: `${PUBLIC}/api/oidc/callback`, home: `${PUBLIC}/`, backChannel })
  return { twin, provider, visit: new Visit(provider.origin) }
}

const ROLES = { preferred_username: 'operator17', roles: ['twin-operators'] }

/** Away to the provider, through its pages, and back; the answer of our callback. */
async function logIn(
  { twin, visit }: Pick<Stand, 'twin' | 'visit'>,
  browser = new Browser(twin.url, 'https://city.example'),
) {
  const leaving = await browser.send('GET', '/twin/api/oidc/login')
  const kept = leaving.headers.getSetCookie().find(set => set.startsWith('twin_oidc='))!
  const { reply, away } = await visit.go(leaving.headers.get('location')!)
  if (away === null) throw new Error(`the provider kept us: ${reply.status} ${await reply.text()}`)
  const back = new URL(away)
  const cookie = kept.split(';')[0]!
  const answer = await browser.send('GET', back.pathname + back.search, undefined, { cookie })
  const who = async () => (await browser.send('GET', '/api/session')).body
  return { browser, answer, who }
}

test.each([
  ['states its issuer with a slash, the setting has it', true, '/'],
  ['states its issuer with a slash, the setting has none', true, ''],
  ['states its issuer without a slash, the setting has one', false, '/'],
  ['states its issuer without a slash, nor has the setting', false, ''],
])('a provider that %s: logged in', async (_, slash, end) => {
  const there = await stand({ slash, claims: ROLES, inToken: true }, origin => ({
    OIDC_ISSUER: origin + end,
  }))
  const { answer, who } = await logIn(there)
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/twin/'])
  expect(await who()).toMatchObject({ name: 'operator17', role: 'operator' })
})

test.each([
  ['realm_access.roles', { realm_access: { roles: ['x', 'twin-operators'] } }],
  ['https://city.example/roles', { 'https://city.example/roles': ['twin-operators'] }],
  ['resource_access.twin.roles', { resource_access: { twin: { roles: ['twin-operators'] } } }],
  ['groups', { groups: 'twin-operators' }],
])(
  'roles in %s are found in the ID token, and at the userinfo endpoint where that has none',
  async (name, claims) => {
    for (const inToken of [true, false]) {
      const told = { preferred_username: 'operator17', ...claims }
      const there = await stand({ claims: told, inToken }, () => ({ OIDC_ROLE_CLAIM: name }))
      const { who } = await logIn(there)
      expect(await who()).toMatchObject({ name: 'operator17', role: 'operator' })
    }
  },
)

test('a provider that takes the secret in the body alone is asked so', async () => {
  const { who } = await logIn(await stand({ claims: ROLES, auth: 'client_secret_post' }))
  expect(await who()).toMatchObject({ role: 'operator' })
})

test('clocks may differ by two minutes, either way, and not by four', async () => {
  for (const [ms, status] of [
    [110_000, 302],
    [-110_000, 302],
    [-240_000, 403],
  ] as const) {
    const there = await stand({ claims: ROLES }, undefined, ms)
    expect([ms, (await logIn(there)).answer.status]).toEqual([ms, status])
  }
})

test('keys that the provider changed are asked for', async () => {
  const there = await stand({ claims: ROLES })
  expect((await logIn(there)).answer.status).toBe(302)
  await there.provider.serve()
  // A second between two looks for keys.
  await new Promise(resolve => setTimeout(resolve, 1_100))
  expect((await logIn(there)).answer.status).toBe(302)
})

test('who leaves the twin is led to leave the provider, which tells the twin of the others', async () => {
  const there = await stand({ claims: ROLES })
  const one = await logIn(there)
  const two = await logIn(there)
  expect(await two.who()).toMatchObject({ role: 'operator' })
  one.browser.csrf = (await one.who()).csrf
  const left = await one.browser.send('DELETE', '/api/session')
  expect(left.status).toBe(200)
  const page = await there.visit.go(left.body.leave as string)
  const form = await page.reply.text()
  const [, action = ''] = /action="([^"]+)"/.exec(form)!
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(form)!
  const { away } = await there.visit.go(action, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
  })
  expect(away).toBe(`${PUBLIC}/`)
  // The other browser was in by the same session of the provider: its end was told by the back channel.
  await expect.poll(async () => (await two.who()).role).toBe('viewer')
  const acts = await there.twin.store.db.selectFrom('audit').selectAll().execute()
  expect(
    acts.filter(({ what, after }) => what === 'session:end' && String(after).includes('provider')),
  ).toHaveLength(1)
})

test('without a session of the provider a logout just ends here', async () => {
  const { twin } = await stand({ claims: ROLES })
  await twin.people.accounts.add('kim', 'operator', 'alarms under watch')
  const browser = new Browser(twin.url, 'https://city.example')
  await browser.login('kim', 'alarms under watch')
  expect((await browser.send('DELETE', '/api/session')).status).toBe(204)
})
