import { TOTP } from 'otpauth'
import { afterEach, expect, test } from 'vitest'
import { Accounts } from '../../../server/accounts/Accounts.ts'
import { type AccountTables, accountMigrations } from '../../../server/accounts/accountTables.ts'
import { Factors } from '../../../server/accounts/Factors.ts'
import { seal, unseal } from '../../../server/accounts/seal.ts'
import { Sessions } from '../../../server/security/Sessions.ts'
import { TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { Authenticator } from './authenticator.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const SITE = { host: 'twin.example', origins: ['https://twin.example'] }

async function setup(make: (typeof stores)[number][1]) {
  const made = await make<AccountTables>([accountMigrations])
  open.push(() => made.close())
  const clock = new TestClock()
  const { store } = made
  const accounts = new Accounts(store, clock)
  const kim = (await accounts.add('kim', 'admin', 'four words and a bridge'))!
  const factors = new Factors(store, clock, 'secret', ['admin'])
  const code = (secret: string, ago = 0) => new TOTP({ secret }).generate({ timestamp: clock.now() - ago })
  return { store, clock, accounts, kim, factors, code, sessions: new Sessions(store, clock, ['admin']) }
}

test.each(stores)(
  '%s: the code of an app is good once, in one step before and after, in any process',
  async (_, make) => {
    const { store, clock, kim, factors, code } = await setup(make)
    const { secret, address } = (await factors.totp.offer(kim.id, 'kim'))!
    expect(address).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/)
    expect(JSON.stringify(await store.db.selectFrom('account_totp').selectAll().execute())).not.toContain(
      secret,
    )
    expect(await factors.asked(kim.id)).toEqual([])
    expect(await factors.totp.take(kim.id, code(secret))).toBe(false)
    expect(await factors.totp.confirm(kim.id, '000000')).toBe(false)
    expect(await factors.totp.confirm(kim.id, code(secret))).toBe(true)
    expect(await factors.totp.offer(kim.id, 'kim')).toBeNull()
    expect(await factors.asked(kim.id)).toEqual(['totp'])
    expect(await factors.totp.take(kim.id, code(secret)), 'the code of the enrolment').toBe(false)
    clock.advance(60_000)
    const other = new Factors(store, clock, 'secret', [])
    const now = code(secret)
    const both = await Promise.all([factors, other].map(({ totp }) => totp.take(kim.id, now)))
    expect(both.sort()).toEqual([false, true])
    expect(await other.totp.take(kim.id, code(secret, 30_000)), 'an older one').toBe(false)
    clock.advance(120_000)
    expect(await factors.totp.take(kim.id, code(secret, 60_000))).toBe(false)
    expect(await factors.totp.take(kim.id, code(secret, 30_000))).toBe(true)
    expect(await factors.totp.take(kim.id, code(secret, -30_000))).toBe(true)
  },
)

test.each(stores)('%s: each of ten recovery codes is good once and for its account', async (_, make) => {
  const { store, accounts, kim, factors } = await setup(make)
  const lee = (await accounts.add('lee', 'operator', 'four words and a bridge'))!
  const codes = await factors.recovery.make(kim.id)
  expect(new Set(codes).size).toBe(10)
  expect(codes[0]).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/)
  expect(JSON.stringify(await store.db.selectFrom('account_recovery').selectAll().execute())).not.toContain(
    codes[0],
  )
  expect(await factors.recovery.take(lee.id, codes[0]!)).toBe(false)
  const twice = await Promise.all([1, 2].map(() => factors.recovery.take(kim.id, codes[0]!.toUpperCase())))
  expect(twice.sort()).toEqual([false, true])
  expect(await factors.recovery.left(kim.id)).toBe(9)
  await factors.recovery.make(kim.id)
  expect(await factors.recovery.take(kim.id, codes[1]!)).toBe(false)
})

test.each(stores)(
  '%s: a passkey logs in by its own signature, host, challenge and counter only',
  async (_, make) => {
    const { clock, kim, factors } = await setup(make)
    const { passkeys } = factors
    const mine = new Authenticator(SITE.origins[0]!)
    const begin = async () => (await passkeys.beginAdd(kim, SITE))!
    const first = await begin()
    expect(
      await passkeys.add('another', first.proof, 'x', mine.make(first.options.challenge) as never, SITE),
    ).toBe(false)
    const late = await begin()
    clock.advance(5 * 60_000)
    expect(
      await passkeys.add(kim.id, late.proof, 'x', mine.make(late.options.challenge) as never, SITE),
    ).toBe(false)
    const { proof, options } = await begin()
    mine.counter = 1
    expect(await passkeys.add(kim.id, proof, '사무실', mine.make(options.challenge) as never, SITE)).toBe(
      true,
    )
    expect(await passkeys.list(kim.id)).toMatchObject([{ name: '사무실', used: null }])
    expect(await factors.asked(kim.id)).toEqual(['passkey'])

    const login = async (how: (challenge: string) => unknown) => {
      const begun = await passkeys.beginLogin(null, SITE)
      return passkeys.login(begun.proof, how(begun.options.challenge) as never, SITE)
    }
    mine.counter = 2
    const begun = await passkeys.beginLogin(kim.id, SITE)
    expect(begun.options.allowCredentials).toHaveLength(1)
    const answer = mine.use(begun.options.challenge) as never
    expect(await passkeys.login(begun.proof, answer, SITE)).toEqual({ account: kim.id, passkey: '사무실' })
    expect(await passkeys.login(begun.proof, answer, SITE), 'a replay').toBeNull()
    mine.counter = 3
    expect(await login(() => mine.use('another-challenge')), 'a challenge not ours').toBeNull()
    expect(await login(challenge => mine.use(challenge, 0x01)), 'without unlocking').toBeNull()
    const evil = new Authenticator('https://evil.example', 'twin.example')
    expect(
      await login(challenge => ({ ...evil.use(challenge), id: mine.use(challenge).id })),
      'a wrong key',
    ).toBeNull()
    mine.counter = 2
    expect(await login(challenge => mine.use(challenge)), 'a counter that stands').toBeNull()
    mine.counter = 4
    expect(await login(challenge => mine.use(challenge))).toMatchObject({ account: kim.id })
    expect(await passkeys.rename(kim.id, (await passkeys.list(kim.id))[0]!.id, '집')).toBe('사무실')
    expect(await passkeys.rename('another', (await passkeys.list(kim.id))[0]!.id, 'x')).toBeNull()
  },
)

test.each(stores)(
  '%s: who must have a factor and has none is a viewer until there is one',
  async (_, make) => {
    const { kim, factors, sessions, code, accounts } = await setup(make)
    const { token, session } = await sessions.begin(kim, '')
    expect(session).toMatchObject({ enrol: true, actor: { id: kim.id, role: 'viewer' } })
    expect(await sessions.find(token)).toMatchObject({ enrol: true, actor: { role: 'viewer' } })
    const { secret } = (await factors.totp.offer(kim.id, 'kim'))!
    expect(await sessions.find(token)).toMatchObject({ enrol: true })
    await factors.totp.confirm(kim.id, code(secret))
    expect(await sessions.find(token)).toMatchObject({ enrol: false, actor: { role: 'admin' } })
    const lee = (await accounts.add('lee', 'operator', 'four words and a bridge'))!
    expect((await sessions.begin(lee, '')).session).toMatchObject({
      enrol: false,
      actor: { role: 'operator' },
    })
    const sso = (await accounts.ofSubject('issuer|1', 'park', 'admin'))!
    expect((await sessions.begin(sso, '')).session).toMatchObject({ enrol: false, actor: { role: 'admin' } })
    await factors.firstCodes(kim.id)
    await factors.reset(kim.id)
    expect(await factors.view(kim.id)).toEqual({
      totp: false,
      recovery: 0,
      passkeys: [],
      required: true,
      elsewhere: false,
    })
    expect(await sessions.find(token)).toMatchObject({ enrol: true })
  },
)

test.each(stores)(
  '%s: begun logins end after minutes, with another password, and are few',
  async (_, make) => {
    const { store, clock, accounts, kim, factors } = await setup(make)
    const { proofs } = factors
    const late = await proofs.give('second', kim.id)
    expect(await proofs.look('passkey:login', late)).toBeNull()
    expect(await proofs.look('second', late)).toBe(kim.id)
    clock.advance(5 * 60_000)
    expect(await proofs.look('second', late)).toBeNull()
    const before = await proofs.give('second', kim.id)
    await accounts.setPassword(kim.id, 'another bridge of words')
    expect(await proofs.take('second', before)).toBeNull()
    for (let n = 0; n < 25; n++) await proofs.give('second', kim.id)
    expect(await store.db.selectFrom('account_proof').select('id').execute()).toHaveLength(20)
    clock.advance(5 * 60_000)
    await proofs.sweep()
    expect(await store.db.selectFrom('account_proof').select('id').execute()).toEqual([])
  },
)

test('what is sealed is read by its owner only, and a changed bit is seen', () => {
  const sealed = seal('ABC', 'kim', 'secret')
  expect(unseal(sealed, 'kim', 'secret')).toBe('ABC')
  expect(() => unseal(sealed, 'lee', 'secret')).toThrow()
  expect(() => unseal(sealed, 'kim', 'other')).toThrow()
  const bytes = Buffer.from(sealed, 'base64url')
  bytes[bytes.length - 1]! ^= 1
  expect(() => unseal(bytes.toString('base64url'), 'kim', 'secret')).toThrow()
})
