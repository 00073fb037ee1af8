import { afterEach, beforeEach, expect, test } from 'vitest'
import { signOnFaultOf } from '../../../client/panels/shell/session/signOnFault.ts'
import { refusalOf } from '../../../models/refusal.ts'
import { claimValues } from '../../../server/security/claimValues.ts'
import { Oidc } from '../../../server/security/Oidc.ts'
import { readOidc } from '../../../server/security/oidcConfig.ts'
import { NOON, runTwin, SetClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Browser, PASSWORD } from './frontDoor.ts'
import { openProvider, type Twist } from './provider.ts'

/** Address by which the provider sends people back; the test follows it to the twin's real port. */
const PUBLIC = 'https://twin.example'
const CALLBACK = `${PUBLIC}/api/oidc/callback`

let twin: Running
let clock: SetClock
let provider: Awaited<ReturnType<typeof openProvider>>
beforeEach(async () => {
  clock = new SetClock()
  provider = await openProvider(() => clock.now())
  const config = readOidc({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.client.id,
    OIDC_CLIENT_SECRET: provider.client.secret,
    OIDC_ROLES: 'ops=operator,bosses=admin',
    OIDC_LABEL: '통합인증',
  })!
  twin = await runTwin(clock, [], null, { oidc: new Oidc(config, CALLBACK, clock), publicUrl: PUBLIC })
})
afterEach(async () => {
  await twin.close()
  await provider.close()
})

/** Leaves for the provider and comes back, as a browser does; null stays away. */
async function trip(browser = new Browser(twin.url), bend: (back: URL) => void = () => undefined) {
  const away = await browser.send('GET', '/api/oidc/login')
  const kept = away.headers.getSetCookie().find(set => set.startsWith('twin_oidc='))!
  const there = await fetch(away.headers.get('location')!, { redirect: 'manual' })
  const back = new URL(there.headers.get('location')!)
  bend(back)
  const answer = await browser.send('GET', back.pathname + back.search, undefined, {
    cookie: kept.split(';')[0]!,
  })
  return { browser, kept, answer, away }
}

test('away to the provider and back with a session of the mapped role', async () => {
  const { browser, kept, answer, away } = await trip()
  const asked = new URL(away.headers.get('location')!).searchParams
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: CALLBACK,
  })
  expect(kept).toMatch(/Path=\/api\/oidc; HttpOnly; Secure; SameSite=Lax/)
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/'])
  expect(answer.headers.getSetCookie().join()).toMatch(
    /twin_session=[^;]+;.*HttpOnly; Secure; SameSite=Strict/,
  )
  const { body } = await browser.send('GET', '/api/session')
  expect(body).toMatchObject({
    name: 'kim',
    role: 'operator',
    oidc: { label: '통합인증', path: '/api/oidc/login' },
  })
  expect(twin.url && answer.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
})

test('the second login is the same account, with the role the claim gives now', async () => {
  await trip()
  provider.twist.claims = { roles: 'bosses', preferred_username: 'kim.renamed' }
  const { browser } = await trip()
  expect((await browser.send('GET', '/api/session')).body).toMatchObject({ name: 'kim', role: 'admin' })
  expect((await twin.people.accounts.list()).length).toBe(1)
})

test('a provider that states its issuer with a slash is believed by what it states', async () => {
  provider.twist.slash = true
  const { browser } = await trip()
  expect((await browser.send('GET', '/api/session')).body).toMatchObject({ name: 'kim', role: 'operator' })
})

test('a token two minutes ahead is taken, one of four is not', async () => {
  const at = clock.now() / 1000
  provider.twist.claims = { iat: at + 110, nbf: at + 110 }
  expect((await trip()).answer.status).toBe(302)
  provider.twist.claims = { iat: at + 240, nbf: at + 240 }
  expect((await trip()).answer.status).toBe(403)
})

test.each([
  ['realm_access.roles', { realm_access: { roles: ['x', 'ops'] } }, ['x', 'ops']],
  ['https://twin.example/roles', { 'https://twin.example/roles': 'ops' }, ['ops']],
  ['resource_access.twin.roles', { resource_access: { twin: { roles: ['ops'] } } }, ['ops']],
  ['roles', { roles: { ops: { org: '1' } } }, ['ops']],
  ['constructor.name', {}, []],
  ['roles', { roles: [7, null, 'ops'] }, ['ops']],
])('the roles of the claim %s are found', (name, claims, values) => {
  expect(claimValues(claims, name)).toEqual(values)
})

const twists: [string, Twist, RegExp][] = [
  ['signed by another key', { forge: 'key' }, /not valid/],
  ['signed with the shared secret', { forge: 'secret' }, /not valid/],
  ['not signed', { forge: 'none' }, /not valid/],
  ['of another issuer', { claims: { iss: 'https://evil.example' } }, /not valid.*iss/],
  ['for another client', { claims: { aud: 'somebody' } }, /not valid.*aud/],
  ['for us among others, issued to another', { claims: { aud: ['twin', 'x'], azp: 'x' } }, /another party/],
  ['of another login', { claims: { nonce: 'replayed' } }, /nonce/],
  ['expired', { claims: { exp: NOON / 1000 - 180 } }, /not valid.*exp/],
  ['from the future', { claims: { iat: NOON / 1000 + 3600 } }, /not valid.*iat/],
  ['without a subject', { claims: { sub: undefined as unknown as string } }, /not valid.*sub/],
  ['without a role of ours', { claims: { roles: ['guests', 'constructor'] } }, /no role here/],
  ['without a usable name', { claims: { preferred_username: '<b>', sub: 'x'.repeat(80) } }, /names neither/],
]
test.each(twists)('a token %s logs nobody in', async (_, twist, words) => {
  Object.assign(provider.twist, twist)
  const { browser, answer } = await trip()
  expect(answer.status).toBe(403)
  expect(answer.body.error).toMatch(words)
  expect((await browser.send('GET', '/api/session')).body.role).toBe('viewer')
  expect(await twin.people.accounts.list()).toEqual([])
})

test('a wrong state, a code twice, a code of another trip and a trip without its cookie log nobody in', async () => {
  const wrong = await trip(undefined, back => back.searchParams.set('state', 'x'))
  expect(wrong.answer.status).toBe(400)
  const denied = await trip(undefined, back => {
    back.searchParams.delete('code')
    back.searchParams.set('error', 'access_denied')
  })
  expect([denied.answer.status, denied.answer.body.error]).toEqual([
    403,
    expect.stringMatching(/access_denied/),
  ])
  let spent = ''
  await trip(undefined, back => (spent = back.searchParams.get('code')!))
  expect((await trip(undefined, back => back.searchParams.set('code', spent))).answer.status).toBe(403)
  const first = await new Browser(twin.url).send('GET', '/api/oidc/login')
  const there = await fetch(first.headers.get('location')!, { redirect: 'manual' })
  const stolen = new URL(there.headers.get('location')!).searchParams.get('code')!
  expect((await trip(undefined, back => back.searchParams.set('code', stolen))).answer.status).toBe(403)
  const bare = await new Browser(twin.url).send('GET', '/api/oidc/callback?code=x&state=y')
  expect(bare.status).toBe(400)
})

test.each([9, 11])(
  'a trip of %i minutes is too long from 10 on, though the clock was set back',
  async minutes => {
    const browser = new Browser(twin.url)
    const away = await browser.send('GET', '/api/oidc/login')
    const [cookie = ''] = away.headers
      .getSetCookie()
      .find(set => set.startsWith('twin_oidc='))!
      .split(';')
    clock.set(-3_600_000)
    clock.advance(minutes * 60_000)
    const there = await fetch(away.headers.get('location')!, { redirect: 'manual' })
    const { pathname, search } = new URL(there.headers.get('location')!)
    const answer = await browser.send('GET', pathname + search, undefined, { cookie })
    expect(answer.status).toBe(minutes < 10 ? 302 : 400)
    if (minutes > 10) expect(answer.body.error).toMatch(/too old; begin again$/)
  },
)

test('another cookie of ours, or none that was signed, is no trip: refused in a sentence, and nobody is in', async () => {
  await twin.people.accounts.add('park', 'operator', PASSWORD)
  const park = new Browser(twin.url, PUBLIC)
  const { headers } = await park.send('POST', '/api/session', { name: 'park', password: PASSWORD })
  const ours = headers.getSetCookie().map(set => set.split(';')[0]!)
  expect(ours.some(pair => pair.startsWith('twin_session='))).toBe(true)
  const others = [
    ...ours.map(pair => pair.slice(pair.indexOf('=') + 1)),
    'oidc%20trip%20%7B%7D',
    '%7B%22state%22%3A%22x%22%7D.c2ln',
    '%00',
    '%ZZ',
    '',
    'x'.repeat(5_000),
  ]
  for (const value of others) {
    const answer = await new Browser(twin.url).send('GET', '/api/oidc/callback?code=x&state=x', undefined, {
      cookie: `twin_oidc=${value}`,
    })
    expect([value, answer.status, answer.body.error]).toEqual([
      value,
      400,
      expect.stringMatching(/^this login was not begun here or is too old; begin again$/),
    ])
    expect(answer.headers.getSetCookie().join()).not.toMatch(/twin_session=[^;]/)
  }
})

test('a person whom single sign-on refuses gets the page, which says why; a program gets the answer', async () => {
  const back = await fetch(`${twin.url}/api/oidc/callback?code=x&state=x`, {
    redirect: 'manual',
    headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
  })
  expect(back.status).toBe(302)
  const to = new URL(back.headers.get('location')!, twin.url)
  expect(to.pathname).toBe('/')
  expect(refusalOf(signOnFaultOf(to.hash)!)?.code).toBe('signOnTrip')
  for (const forged of [
    '#signon=Call%20this%20number',
    '#signon=the%20password%20does%20not%20fit',
    '#signon=%ZZ',
    '',
  ])
    expect(signOnFaultOf(forged)).toBeNull()
})

test('a local account keeps its name, and a disabled one stays out', async () => {
  await trip()
  const [account] = await twin.people.accounts.list()
  await twin.people.accounts.set(account!.id, { disabled: true })
  expect((await trip()).answer.body.error).toMatch(/may not log in/)
  await twin.people.accounts.add('park', 'operator', 'four words and a bridge')
  provider.twist.claims = { sub: 'u-8', preferred_username: 'park' }
  expect((await trip()).answer.body.error).toMatch(/taken by another/)
})

test('a provider that is away is named, and the twin goes on', async () => {
  await provider.close()
  const answer = await new Browser(twin.url).send('GET', '/api/oidc/login')
  expect([answer.status, answer.body.error]).toEqual([
    503,
    expect.stringMatching(/127.0.0.1.* cannot be used now/),
  ])
  provider = await openProvider(() => clock.now())
})

test.each([
  [{ OIDC_ISSUER: 'http://id.example' }, /OIDC_ISSUER: must be an https/],
  [{ OIDC_CLIENT_SECRET: '' }, /OIDC_CLIENT_SECRET/],
  [{ OIDC_ROLES: 'ops:operator' }, /OIDC_ROLES: must look like/],
  [{ OIDC_ROLES: 'ops=root' }, /ops=root is no role/],
  [{ OIDC_ROLES: 'ops=viewer' }, /ops=viewer is no role/],
])('settings %j are refused by name', (change, words) => {
  const good = {
    OIDC_ISSUER: 'https://id.example',
    OIDC_CLIENT_ID: 'a',
    OIDC_CLIENT_SECRET: 'b',
    OIDC_ROLES: 'ops=operator',
  }
  expect(readOidc(good)).toMatchObject({ roles: { ops: 'operator' }, roleClaim: 'roles' })
  expect(() => readOidc({ ...good, ...change })).toThrow(words)
  expect(readOidc({})).toBeNull()
})
