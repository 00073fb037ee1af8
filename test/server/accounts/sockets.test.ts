import type { Socket } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import type { AlarmNews } from '../../../models/alarmOrder.ts'
import type { Reply } from '../../../models/wire.ts'
import { sessionLife } from '../../../server/security/sessionLife.ts'
import { actorOf } from '../../../server/security/visitor.ts'
import { runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Browser, loggedIn } from './frontDoor.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function start(clock = new TestClock()): Promise<{ twin: Running; clock: TestClock }> {
  const twin = await runTwin(clock)
  open.push(() => twin.close())
  return { twin, clock }
}

async function connect(browser: Browser, headers: Record<string, string> = {}): Promise<Socket> {
  const socket = await browser.socket(headers)
  open.push(() => socket.disconnect())
  return socket
}

const watch = (socket: Socket, topics: string[] = ['control']): Promise<Reply<{ alarms: unknown[] }>> =>
  socket.emitWithAck('topics:watch', { topics })

test('a socket is who its cookie says, and nobody without one', async () => {
  const { twin } = await start()
  const operator = await loggedIn(twin, 'operator', 'kim')
  await connect(operator)
  await connect(new Browser(twin.url))
  const actors = [...twin.io.sockets.sockets.values()].map(actorOf)
  expect(actors.map(({ name, role }) => `${name} ${role}`)).toEqual(['kim operator', 'viewer viewer'])
  expect(actors[0]!.id).not.toBe('')
})

test.each([
  ['another site', 'https://evil.example'],
  ['a sandboxed page', 'null'],
])('a handshake from %s is refused, with a session and without', async (_, origin) => {
  const { twin } = await start()
  const operator = await loggedIn(twin, 'operator')
  const evil = new Browser(twin.url, origin)
  await expect(evil.socket()).rejects.toThrow()
  evil.cookie = operator.cookie
  await expect(evil.socket()).rejects.toThrow()
})

test('a session without an Origin is refused; a program without a session may come in', async () => {
  const { twin } = await start()
  const operator = await loggedIn(twin, 'operator')
  const program = new Browser(twin.url, null)
  await connect(program)
  program.cookie = operator.cookie
  await expect(program.socket()).rejects.toThrow()
})

test.each([
  [
    'its account is disabled',
    (twin: Running, id: string) => twin.people.accounts.set(id, { disabled: true }),
  ],
  ['its role changes', (twin: Running, id: string) => twin.people.accounts.set(id, { role: 'planner' })],
  ['it is logged out everywhere', (twin: Running, id: string) => twin.people.sessions.endAll(id)],
])('an open socket is cut within ten seconds when %s', async (_, change) => {
  const { twin, clock } = await start()
  const operator = await connect(await loggedIn(twin, 'operator', 'kim'))
  const viewer = await connect(new Browser(twin.url))
  const gone = new Promise(resolve => operator.on('disconnect', resolve))
  await change(twin, (await twin.people.accounts.find('kim'))!.id)
  clock.advance(10_000)
  await gone
  expect(viewer.connected).toBe(true)
})

test('an idle session ends on an open socket as well', async () => {
  const { twin, clock } = await start()
  const admin = await connect(await loggedIn(twin, 'admin'))
  const gone = new Promise(resolve => admin.on('disconnect', resolve))
  clock.advance(sessionLife('admin').idle - 10_000)
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(admin.connected).toBe(true)
  clock.advance(10_000)
  await new Promise(resolve => setTimeout(resolve, 50))
  clock.advance(10_000)
  await gone
})

test('while the store is away open sockets go on', async () => {
  const { twin, clock } = await start()
  const operator = await connect(await loggedIn(twin, 'operator'))
  await twin.store.close()
  clock.advance(20_000)
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(await watch(operator)).toMatchObject({ ok: true })
})

test('the orders of one socket are bounded, and it gets told; others do not feel it', async () => {
  const { twin, clock } = await start()
  const [eager, calm] = [await connect(new Browser(twin.url)), await connect(new Browser(twin.url))]
  const answers = await Promise.all(Array.from({ length: 80 }, () => watch(eager)))
  const refused = answers.filter(answer => !answer.ok)
  expect(refused.length).toBe(30)
  expect(refused[0]).toMatchObject({ ok: false, reason: expect.stringMatching(/too many orders; wait \d s/) })
  expect((await watch(calm)).ok).toBe(true)
  clock.advance(1_000)
  expect((await watch(eager)).ok).toBe(true)
})

test('an order without its right is refused before anybody reads it', async () => {
  const { twin } = await start()
  const viewer = await connect(new Browser(twin.url))
  const planner = await connect(await loggedIn(twin, 'planner'))
  for (const [socket, words] of [
    [viewer, /log in first/],
    [planner, /planner may not/],
  ] as const)
    for (const order of ['alarm:acknowledge', 'alarm:shelve', 'alarm:suppress', 'alarm:outOfService'])
      expect(await socket.emitWithAck(order, {})).toMatchObject({
        ok: false,
        reason: expect.stringMatching(words),
      })
})

test('frames, alarms and doors show the public nothing of a camera, and the operator all', async () => {
  const { twin } = await start()
  const operator = await loggedIn(twin, 'operator')
  const [staff, open] = [await connect(operator), await connect(new Browser(twin.url))]
  const news: Record<'staff' | 'open', unknown[]> = { staff: [], open: [] }
  staff.on('alarms:changed', (told: AlarmNews) => news.staff.push(...told.alarms))
  open.on('alarms:changed', (told: AlarmNews) => news.open.push(...told.alarms))
  const camera = twin.site.assets.findIndex(({ kind }) => kind === 'camera')
  const spec = twin.points.spec.findIndex(
    (each, i) => twin.points.asset[i] === camera && (each.limits?.high || each.alarmStates),
  )
  expect(spec).toBeGreaterThanOrEqual(0)
  const { asset: name, point } = { asset: 'camera', point: twin.points.name[spec]! }
  const bad = { asset: name, point, value: twin.points.spec[spec]!.range[1] }
  expect(twin.gate.offer(bad, 'test')).toBeNull()
  expect(twin.gate.offer({ asset: 'gassensor', point: 'combustible', value: 90 }, 'test')).toBeNull()
  twin.tick()
  await expect.poll(() => news.open.length).toBeGreaterThan(0)
  await expect.poll(() => news.staff.length).toBeGreaterThan(news.open.length)
  const seen = JSON.stringify(news.open)
  expect(seen).not.toContain(`"point":${spec},`)
  const listed = async (socket: Socket) => {
    const answer = await watch(socket)
    return answer.ok ? JSON.stringify(answer.value.alarms) : ''
  }
  expect(await listed(open)).not.toContain(`"point":${spec},`)
  expect(await listed(staff)).toContain(`"point":${spec},`)

  const viewer = new Browser(twin.url)
  const [masked, whole] = [await viewer.send('GET', '/api/site'), await operator.send('GET', '/api/site')]
  expect(masked.text).not.toContain('"camera"},')
  expect(masked.body.assets[camera].name.en).toBe('Restricted')
  expect(whole.body.assets[camera].id).toBe('camera')
  expect(masked.headers.get('etag')).not.toBe(whole.headers.get('etag'))
  expect((await viewer.send('GET', '/api/assets/camera')).status).toBe(404)
  expect((await viewer.send('GET', '/api/assets/camera/history')).status).toBe(404)
  for (const door of [
    (id: string) => `/api/assets/${id}`,
    (id: string) => `/api/points/${id}/state/history`,
  ]) {
    const [hidden, unknown] = [
      await viewer.send('GET', door('camera')),
      await viewer.send('GET', door('nobody')),
    ]
    expect([hidden.status, hidden.text.replaceAll('camera', 'nobody')]).toEqual([404, unknown.text])
  }
  expect((await operator.send('GET', '/api/assets/camera')).status).toBe(200)
  expect((await viewer.send('GET', '/api/assets/gassensor')).status).toBe(200)
})

test('one address holds so many sockets and no more, and gets a place back when one leaves', async () => {
  const twin = await runTwin(new TestClock(), [], null, { maxPerCaller: 3, proxies: 1 })
  open.push(() => twin.close())
  const from = (address: string) =>
    connect(new Browser(twin.url), { 'x-forwarded-for': `1.2.3.4, ${address}` })
  const first = await from('10.0.0.1')
  for (let n = 0; n < 2; n++) await from('10.0.0.1')
  await expect(from('10.0.0.1')).rejects.toThrow()
  await from('10.0.0.2')
  for (let n = 1; n <= 3; n++) await from(`2001:db8:0:7::${n}`)
  await expect(from('2001:db8:0:7:ffff::9')).rejects.toThrow()
  first.disconnect()
  await expect
    .poll(() =>
      from('10.0.0.1').then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
})

test('an account that may no longer act is refused at its very next order, though no clock has moved', async () => {
  const { twin } = await start()
  const kim = await loggedIn(twin, 'operator', 'kim')
  const socket = await connect(kim)
  const acknowledge = () => socket.timeout(20_000).emitWithAck('alarm:acknowledge', { alarms: [] })
  const { id } = (await twin.people.accounts.find('kim'))!
  expect((await acknowledge()).reason).not.toMatch(/log/)
  await twin.people.accounts.set(id, { role: 'planner' })
  expect(await acknowledge()).toEqual({ ok: false, reason: 'the role planner may not do alarm:acknowledge' })
  await twin.people.accounts.set(id, { role: 'operator', disabled: true })
  expect(await acknowledge()).toEqual({ ok: false, reason: 'your login has ended; log in again' })
})

test('a login that ends in this process cuts its sockets at once', async () => {
  const { twin } = await start()
  const kim = await loggedIn(twin, 'operator', 'kim')
  const socket = await connect(kim)
  const cut = new Promise(resolve => socket.on('disconnect', resolve))
  await twin.people.sessions.endAll((await twin.people.accounts.find('kim'))!.id)
  expect(await cut).toBe('io server disconnect')
})
