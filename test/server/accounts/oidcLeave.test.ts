import type { JWTPayload } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Oidc } from '../../../server/security/Oidc.ts'
import { readOidc } from '../../../server/security/oidcConfig.ts'
import { NOON, runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Browser } from './frontDoor.ts'
import { openProvider } from './provider.ts'

const PUBLIC = 'https://twin.example'
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

let twin: Running
let provider: Awaited<ReturnType<typeof openProvider>>
beforeEach(async () => {
  const clock = new TestClock()
  provider = await openProvider(() => clock.now())
  const config = readOidc({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.client.id,
    OIDC_CLIENT_SECRET: provider.client.secret,
    OIDC_ROLES: 'ops=operator',
  })!
  const oidc = new Oidc(config, `${PUBLIC}/api/oidc/callback`, clock)
  twin = await runTwin(clock, [], null, { oidc, publicUrl: PUBLIC })
})
afterEach(async () => {
  await twin.close()
  await provider.close()
})

async function logIn(claims: JWTPayload): Promise<Browser> {
  provider.twist.claims = claims
  const browser = new Browser(twin.url, PUBLIC)
  const away = await browser.send('GET', '/api/oidc/login')
  const kept = away.headers.getSetCookie().find(set => set.startsWith('twin_oidc='))!
  const there = await fetch(away.headers.get('location')!, { redirect: 'manual' })
  const back = new URL(there.headers.get('location')!)
  const cookie = kept.split(';')[0]!
  const answer = await browser.send('GET', back.pathname + back.search, undefined, { cookie })
  expect([answer.status, answer.text]).toEqual([302, ''])
  return browser
}

const roleOf = async (browser: Browser) => (await browser.send('GET', '/api/session')).body.role
const told = async (claims: JWTPayload, own = true): Promise<number> => {
  const at = NOON / 1000
  const plain = {
    iss: provider.issuer,
    aud: 'twin',
    iat: at,
    exp: at + 120,
    jti: 'j',
    events: { [EVENT]: {} },
  }
  const body = new URLSearchParams({ logout_token: await provider.sign({ ...plain, ...claims }, own) })
  const reply = await fetch(`${twin.url}/api/oidc/backchannel-logout`, { method: 'POST', body })
  expect(reply.headers.get('cache-control')).toMatch(/no-store/)
  return reply.status
}

test('a token for us among others, issued to us, is taken', async () => {
  const browser = await logIn({ aud: ['twin', 'account'], azp: 'twin' })
  expect(await roleOf(browser)).toBe('operator')
})

test('a session that ended at the provider ends here, and no other', async () => {
  const one = await logIn({ sid: 's-1' })
  const two = await logIn({ sid: 's-2' })
  const line = await one.socket()
  const cut = new Promise(resolve => line.on('disconnect', resolve))
  expect(await told({ sid: 's-1' })).toBe(200)
  expect([await roleOf(one), await roleOf(two)]).toEqual(['viewer', 'operator'])
  await cut
  // Told once more, of a session that is gone, and of one of nobody: no error, for nothing is left to do.
  expect(await told({ sid: 's-1' })).toBe(200)
  expect(await told({ sid: 's-2', sub: 'another' })).toBe(200)
  expect(await roleOf(two)).toBe('operator')
})

test('without a session all of the person end', async () => {
  const [one, two] = [await logIn({ sid: 's-1' }), await logIn({})]
  expect(await told({ sub: 'u-7' })).toBe(200)
  expect([await roleOf(one), await roleOf(two)]).toEqual(['viewer', 'viewer'])
})

test.each([
  ['signed by another', { sub: 'u-7' }, false],
  ['of another issuer', { sub: 'u-7', iss: 'https://evil.example' }],
  ['for another client', { sub: 'u-7', aud: 'somebody' }],
  ['too old', { sub: 'u-7', iat: NOON / 1000 - 3_600, exp: NOON / 1000 - 3_000 }],
  ['that is an ID token', { sub: 'u-7', nonce: 'n' }],
  ['of another event', { sub: 'u-7', events: { 'http://x': {} } }],
  ['of nobody', {}],
])('a logout token %s ends nothing', async (_, claims: JWTPayload, own = true) => {
  const browser = await logIn({ sid: 's-1' })
  expect(await told(claims, own)).toBe(400)
  expect(await roleOf(browser)).toBe('operator')
})

test('a frame of the provider ends the session it names, with its issuer', async () => {
  const browser = await logIn({ sid: 's-1' })
  const frame = async (query: Record<string, string>) =>
    (await fetch(`${twin.url}/api/oidc/frontchannel-logout?${new URLSearchParams(query)}`)).status
  expect(await frame({ iss: 'https://evil.example', sid: 's-1' })).toBe(400)
  expect(await frame({ iss: provider.issuer })).toBe(400)
  expect(await roleOf(browser)).toBe('operator')
  expect(await frame({ iss: provider.issuer, sid: 's-1' })).toBe(200)
  expect(await roleOf(browser)).toBe('viewer')
})

test('a form without a token is told what is missing', async () => {
  const reply = await fetch(`${twin.url}/api/oidc/backchannel-logout`, {
    method: 'POST',
    body: new URLSearchParams({ other: 'x' }),
  })
  expect([reply.status, ((await reply.json()) as { error: string }).error]).toEqual([
    400,
    'the body must be a form with logout_token',
  ])
})
