import type { Socket } from 'socket.io-client'
import { afterEach, expect, test, vi } from 'vitest'
import type { AlarmNews, AlarmsHave } from '../../../models/alarmOrder.ts'
import { Browser, loggedIn } from '../accounts/frontDoor.ts'
import { asset, NOON, runTwin, smallSite, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function start() {
  const clock = new TestClock()
  const twin = await runTwin(clock)
  open.push(() => twin.close())
  return { twin, clock }
}

const gas = (twin: Running, value: number) =>
  expect(twin.gate.offer({ asset: 'gassensor', point: 'combustible', value }, 'test')).toBeNull()
const ref = (twin: Running) => ({
  point: twin.points.find('gassensor', 'combustible'),
  source: 'level' as const,
})

/** A browser's socket that keeps the alarms as the client does. */
async function listen(browser: Browser) {
  const socket: Socket = await browser.socket()
  open.push(() => socket.disconnect())
  const news: AlarmNews[] = []
  socket.on('alarms:changed', told => void news.push(told))
  const join = async (have?: AlarmsHave): Promise<AlarmNews> => {
    const reply = await socket.emitWithAck('topics:watch', { topics: [], ...(have && { alarms: have }) })
    return reply.value.alarms
  }
  const order = (name: string, body: object) => socket.emitWithAck(name, body)
  return { socket, news, join, order }
}

test('an order on the socket is answered with its number and told to everyone', async () => {
  const { twin } = await start()
  const operator = await loggedIn(twin, 'operator', 'kim')
  const [desk, wall] = [await listen(operator), await listen(new Browser(twin.url))]
  expect(await desk.join()).toMatchObject({ snapshot: true, number: 0, alarms: [] })
  gas(twin, 12)
  twin.tick()
  await expect.poll(() => wall.news.length).toBe(1)
  const alarms = [ref(twin)]
  expect(await desk.order('alarm:acknowledge', { alarms, reason: 'seen' })).toEqual({
    ok: true,
    value: { number: 2, refused: [] },
  })
  expect(await desk.order('alarm:shelve', { alarms, reason: 'calibration', minutes: 15 })).toMatchObject({
    ok: true,
  })
  twin.tick()
  await expect
    .poll(() => desk.news.at(-1))
    .toMatchObject({
      number: 3,
      alarms: [{ state: 'shelved', until: NOON + 900_000, by: 'kim', reason: 'calibration' }],
    })
  await expect
    .poll(() => wall.news.at(-1)?.alarms)
    .toMatchObject([{ state: 'shelved', by: null, reason: null }])
  for (const [name, body] of [
    ['alarm:shelve', { alarms, minutes: 15 }],
    ['alarm:acknowledge', { alarms: 'all' }],
    ['alarm:acknowledge', null],
  ] as const)
    expect(await desk.order(name, body as object)).toMatchObject({ ok: false })
  expect(await wall.order('alarm:unshelve', { alarms, reason: 'x' })).toMatchObject({ ok: false })
})

test('a viewer that was away gets what it missed by number, of another run or too long all', async () => {
  const { twin } = await start()
  const desk = await listen(await loggedIn(twin, 'operator'))
  gas(twin, 12)
  const { epoch, number } = await desk.join()
  expect(number).toBe(1)
  expect(await desk.join({ epoch, number })).toEqual({ epoch, number, snapshot: false, alarms: [] })
  gas(twin, 26)
  await desk.order('alarm:acknowledge', { alarms: [ref(twin)] })
  gas(twin, 1)
  expect(await desk.join({ epoch, number })).toMatchObject({
    number: 4,
    snapshot: false,
    alarms: [{ number: 4, state: 'normal' }],
  })
  for (const have of [
    { epoch: epoch + 1, number },
    { epoch, number: 999 },
  ])
    expect(await desk.join(have)).toMatchObject({ number: 4, snapshot: true, alarms: [] })
})

test('the doors tell states, journal, past, roll-up and metrics, with bounds', async () => {
  const { twin, clock } = await start()
  const operator = await loggedIn(twin, 'operator')
  const desk = await listen(operator)
  gas(twin, 30)
  clock.advance(5_000)
  await desk.order('alarm:acknowledge', { alarms: [ref(twin)], reason: 'team sent' })
  const get = async (path: string, browser = operator) => browser.send('GET', path)
  expect((await get('/api/alarms?state=acknowledged&kind=gasSensor')).body).toMatchObject({
    total: 1,
    durable: 2,
    alarms: [{ asset: 'gassensor', name: 'combustible', cause: 'highHigh', reason: 'team sent' }],
  })
  expect((await get('/api/alarms?state=returned')).body.total).toBe(0)
  expect((await get('/api/alarms/journal?after=1&limit=5')).body.rows).toMatchObject([
    { number: 2, event: 'acknowledge', role: 'operator', reason: 'team sent', at: NOON + 5_000 },
  ])
  expect((await get('/api/alarms/journal?asset=wind')).body.rows).toEqual([])
  expect((await get(`/api/alarms/at?at=${NOON + 1_000}`)).body).toMatchObject({
    number: 1,
    alarms: [{ state: 'unacknowledged' }],
    orders: [],
  })
  expect((await get('/api/alarms/rollup')).body).toMatchObject({
    complex: { severity: 3, count: 1 },
    subdistricts: { 0: { severity: 3, count: 1 } },
    assets: { gassensor: { severity: 3 } },
  })
  expect((await get('/api/alarms/metrics?hours=1')).body).toMatchObject({
    alarms: 1,
    truncated: false,
    perDay: { target: 150 },
  })
  for (const path of [
    '?state=loud',
    '?limit=0',
    '?kind=x',
    '/journal?after=-1',
    '/journal?limit=9999',
    '/metrics?hours=9999',
    '/metrics?positions=0',
    '/at?at=now',
  ])
    expect((await get(`/api/alarms${path}`)).status, path).toBe(400)
  const anyone = new Browser(twin.url)
  for (const path of ['/journal', '/metrics', '/rules'])
    expect((await get(`/api/alarms${path}`, anyone)).status, path).toBe(403)
  expect((await get('/api/alarms', anyone)).body.alarms[0]).toMatchObject({ by: null, reason: null })
})

test('an engineer changes rules: checked, versioned, in force at once; the old ones stay', async () => {
  const { twin } = await start()
  const [engineer, operator] = [await loggedIn(twin, 'engineer'), await loggedIn(twin, 'operator')]
  gas(twin, 7)
  expect(twin.alarms.standing.size).toBe(0)
  const override = { kind: 'gasSensor', point: 'combustible', set: { limits: { high: 6 } } }
  const order = { base: 0, reason: 'KOSHA visit', overrides: [override] }
  const put = (body: object, by = engineer) => by.send('PUT', '/api/alarms/rules', body)
  expect((await put(order, operator)).status).toBe(403)
  for (const [bad, words] of [
    [{ ...order, overrides: [{ ...override, set: { limits: { highHigh: 99_999 } } }] }, /outside/],
    [{ ...order, overrides: [{ ...override, point: 'smell' }] }, /no point smell/],
    [{ ...order, overrides: [{ ...override, set: { volume: 11 } }] }, /overrides.0.set/],
    [{ ...order, overrides: [{ set: {} }] }, /name a kind/],
    [{ ...order, reason: '' }, /reason/],
    [
      {
        ...order,
        overrides: [{ ...override, set: { suppressWhen: { asset: 'x', point: 'y', atMost: 1 } } }],
      },
      /no point of this site/,
    ],
  ] as const) {
    const { status, body } = await put(bad)
    expect([status, body.error]).toEqual([400, expect.stringMatching(words)])
  }
  expect((await put(order)).body).toMatchObject({ version: 1, actorName: 'engineer', reason: 'KOSHA visit' })
  expect(twin.alarms.standing.size).toBe(1)
  expect((await put(order)).status).toBe(409)
  const next = { base: 1, reason: 'back', overrides: [] }
  expect((await put(next)).body.version).toBe(2)
  expect([...twin.alarms.lives.values()].map(({ state }) => state.occurrence)).toEqual(['returned'])
  const read = async (query: string) => (await engineer.send('GET', `/api/alarms/rules${query}`)).body
  expect(await read('')).toMatchObject({ version: 2, versions: [{ version: 2 }, { version: 1 }] })
  expect(await read('?version=1')).toMatchObject({ overrides: [override], reason: 'KOSHA visit' })
  expect((await read('?asset=gassensor&point=combustible')).rule.limits.high).toBe(10)
})

test('figures are of the time observed: a storm after the start is no quiet day, and is met by no target', async () => {
  const { twin, clock } = await start()
  const operator = await loggedIn(twin, 'operator')
  for (let k = 0; k < 138; k++) {
    gas(twin, 12)
    clock.advance(5_000)
    gas(twin, 1)
    clock.advance(5_870)
  }
  await twin.alarms.journal.flush()
  const { body } = await operator.send('GET', '/api/alarms/metrics?hours=24')
  expect(body).toMatchObject({ alarms: 138, enough: false })
  expect(body.to - body.from).toBeLessThan(26 * 60_000)
  expect(body.perTenMinutes.value).toBeGreaterThan(50)
})

test('an instant before the journal began says that nothing is known of it, to everyone', async () => {
  const { twin, clock } = await start()
  clock.advance(60_000)
  gas(twin, 30)
  clock.advance(5_000)
  await twin.alarms.journal.flush()
  const at = (ms: number) => fetch(`${twin.url}/api/alarms/at?at=${NOON + ms}`).then(answer => answer.json())
  expect(await at(-86_400_000)).toMatchObject({ known: false, alarms: [] })
  expect(await at(62_000)).toMatchObject({ known: true, alarms: [{ state: 'unacknowledged' }] })
})

test('everyone learns the limits in force of what they see, and neither their author nor what is restricted', async () => {
  const { twin } = await start()
  const engineer = await loggedIn(twin, 'engineer')
  const written = await engineer.send('PUT', '/api/alarms/rules', {
    base: 0,
    reason: 'a secret reason',
    overrides: [
      { asset: 'gassensor', point: 'combustible', set: { limits: { high: 5 }, onDelay: 3 } },
      { asset: 'camera', point: 'state', set: { latched: true } },
      { asset: 'camera', set: { ratePerMinute: 4 } },
    ],
  })
  expect(written.status).toBe(200)
  const viewer = new Browser(twin.url)
  const told = await viewer.send('GET', '/api/alarms/limits')
  expect(told.body).toEqual({
    version: 1,
    overrides: [{ asset: 'gassensor', point: 'combustible', set: { limits: { high: 5 } } }],
    versions: [{ version: 1, at: expect.any(Number) }],
  })
  expect((await viewer.send('GET', '/api/alarms/limits?version=0')).body).toMatchObject({ overrides: [] })
  expect((await viewer.send('GET', '/api/alarms/limits?version=9')).status).toBe(404)
  expect((await viewer.send('GET', '/api/alarms/limits?version=x')).status).toBe(400)
})

test('4,000 standing alarms are looked through once a change and audience, not once a question', async () => {
  const assets = Array.from({ length: 2_000 }, (_, k) => asset('machine', { id: `m${k}` }))
  const many = await runTwin(new TestClock(), [], null, { site: smallSite(assets) })
  for (const { id } of assets) {
    many.gate.offer({ asset: id, point: 'state', value: 3 }, 'test')
    many.gate.offer({ asset: id, point: 'load', value: 160 }, 'test')
  }
  const looks = vi.spyOn(many.alarms, 'all', 'get')
  const ask = async (path: string) => (await fetch(many.url + path)).json()
  for (let k = 0; k < 20; k++) expect((await ask('/api/alarms?limit=1')).alarms.length).toBe(1)
  await ask('/api/alarms/rollup')
  const looked = looks.mock.calls.length
  await ask('/api/health')
  await ask('/api/health')
  expect(looks.mock.calls.length - looked).toBeLessThanOrEqual(1)
  const { total } = await ask('/api/alarms?severity=1&limit=2')
  expect(total).toBe(2_000)
  const before = looks.mock.calls.length
  expect(before).toBeLessThanOrEqual(3)
  many.gate.offer({ asset: 'm0', point: 'load', value: 1 }, 'test')
  expect((await ask('/api/alarms?limit=1')).total).toBe(4_000)
  expect(looks.mock.calls.length - before).toBe(1)
  await many.close()
})
