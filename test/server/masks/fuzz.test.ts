import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loggedIn } from '../accounts/frontDoor.ts'
import { KEY, NOON, runTwin, TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { subjects, type Tables } from '../tables.ts'
import type { Running } from '../twinUnderTest.ts'
import { Asking } from './asking.ts'

const NAMES = [
  'at',
  'from',
  'to',
  'max',
  'part',
  'minutes',
  'hours',
  'positions',
  'limit',
  'after',
  'version',
]
const TEXTS = [
  'asset',
  'point',
  'state',
  'severity',
  'kind',
  'subdistrict',
  'actor',
  'what',
  'code',
  'state',
  'error',
]
/** Texts that types, parsers and databases stumble over. */
const ODD = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1.5',
    '1e400',
    'NaN',
    '9007199254740993',
    '99999999999999999999',
    '8640000000000001',
  ),
  fc.constantFrom(
    '%00',
    '%ZZ',
    '%25ZZ',
    '%',
    '%C0%80',
    '%ED%A0%80',
    '%22',
    '%27;--',
    '%5B%5D',
    '__proto__',
    '..',
    '%2e%2e%2f',
  ),
  fc.constantFrom('airstation', 'camera', 'pm25', '2026-05-12T03:00:00Z', '+00', `${NOON}`),
  fc.string({ maxLength: 12 }).map(encodeURIComponent),
)
const QUERY = fc.array(fc.tuple(fc.constantFrom(...NAMES, ...TEXTS), ODD), { maxLength: 4 })

/** What a database says of itself. */
const DATABASE =
  /SQLITE|syntax error|invalid input|relation "|column "|bigint|violates|constraint|libsql|at Object\.|\.ts:\d/i

test.each(stores)(
  '%s: no door that reads fails on any address, and none quotes the database',
  async (_, make) => {
    const made = await make<Tables>(subjects)
    const twin: Running = await runTwin(new TestClock(), [], null, { store: made.where })
    const asking = new Asking(twin.url)
    try {
      const { cookie } = await loggedIn(twin, 'admin')
      const callers = [
        {},
        { cookie },
        { authorization: `Bearer ${KEY}` },
        { cookie: cookie.replace('twin_session', 'twin_oidc') },
      ]
      for (const { method, url } of twin.doors) {
        if (method !== 'GET') continue
        const params = url.split('/').filter(part => part.startsWith(':') || part === '*').length
        const address = fc.tuple(fc.array(ODD, { minLength: params, maxLength: params }), QUERY)
        await fc.assert(
          fc.asyncProperty(address, fc.constantFrom(...callers), async ([fillings, query], headers) => {
            let k = 0
            const path = url.replace(/:\w+|\*/g, () => fillings[k++] || 'x')
            const asked = query.length === 0 ? path : `${path}?${query.map(pair => pair.join('=')).join('&')}`
            const { status, body } = await asking.ask('GET', asked, headers)
            const text = body.toString()
            expect(
              [status < 500 || status === 503, url === '/metrics' ? undefined : DATABASE.exec(text)?.[0]],
              `${asked}: ${status} ${text.slice(0, 200)}`,
            ).toEqual([true, undefined])
            if (status === 400 || status === 404) expect(text, asked).toMatch(/\w+ \w+ \w+/)
          }),
          { numRuns: 25, seed: 20_261_128, endOnFailure: true },
        )
      }
    } finally {
      asking.close()
      await twin.close()
      await made.close()
    }
  },
  180_000,
)

let twin: Running
let asking: Asking
beforeAll(async () => {
  twin = await runTwin(new TestClock())
  asking = new Asking(twin.url)
})
afterAll(async () => {
  asking.close()
  await twin.close()
})

test.each([
  ['/sta/v1.1/%25ZZ', { authorization: `Bearer ${KEY}` }, 404],
  ['/sta/v1.1/%ZZ', { authorization: `Bearer ${KEY}` }, 400],
  ['/api/alarms/at?at=1.5', {}, 400],
  ['/api/alarms/at?at=1&at=2', {}, 400],
  ['/api/alarms?limit=1&limit=2', {}, 400],
  ['/api/points/airstation/pm25/history?from=1&from=2', {}, 400],
  ['/api/assets/airstation%00', {}, 400],
] as const)('%s is answered with a sentence', async (path, headers, status) => {
  const answer = await asking.ask('GET', path, headers)
  expect(answer.status).toBe(status)
  expect(answer.body.toString()).toMatch(/\w+ \w+ \w+/)
  expect(answer.headers['cache-control']).toBe('private, no-store')
})

test('an error that is not ours is logged under an id and its text kept; one of ours is told', async () => {
  const { tellError } = await import('../../../server/net/errors.ts')
  const { DoorError } = await import('../../../server/net/DoorError.ts')
  const said: unknown[] = []
  const { error } = console
  console.error = (...words) => void said.push(...words)
  try {
    const request = { id: 'req-7', method: 'GET' }
    const secret = Object.assign(new Error('duplicate key in relation "account"'), {
      statusCode: 503,
      code: '23505',
    })
    const told = tellError(secret, request, '/api/x')
    expect(told).toEqual({ status: 500, error: expect.stringMatching(/under req-7$/) })
    expect(said).toContain(secret)
    expect(tellError(new DoorError(503, 'come back later'), request, '/api/x')).toEqual({
      status: 503,
      error: 'come back later',
    })
  } finally {
    console.error = error
  }
})
