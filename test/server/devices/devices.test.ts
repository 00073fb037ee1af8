import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import { deviceName, inScope, isScope } from '../../../models/device.ts'
import { Devices } from '../../../server/devices/Devices.ts'
import { type DeviceTables, deviceMigrations } from '../../../server/devices/deviceTables.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { mqttBroker } from '../../../server/ingest/mqttBroker.ts'
import { Browser, loggedIn } from '../accounts/frontDoor.ts'
import { KEY, runTwin, TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import type { Running } from '../twinUnderTest.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function start(mqttPort?: number): Promise<{ twin: Running; clock: TestClock }> {
  const clock = new TestClock()
  const credential = openCredential('', KEY)
  const sources = mqttPort === undefined ? [] : [mqttBroker('127.0.0.1', mqttPort, credential)]
  const twin = await runTwin(clock, sources, null, { credential })
  open.push(() => twin.close())
  return { twin, clock }
}

const post = (twin: Running, key: string, ...assets: string[]) =>
  fetch(`${twin.url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      samples: assets.map(asset => ({ asset, point: asset === 'solar' ? 'power' : 'pm25', value: 44 })),
    }),
  })

test.each(stores)('%s: a device is kept by its hash and revoked for good', async (_, make) => {
  const made = await make<DeviceTables>([deviceMigrations])
  open.push(() => made.close())
  const devices = new Devices(made.store, new TestClock())
  const before = await devices.version()
  const added = (await devices.add('air-1', ['air-*'], ['mqtt'], 5))!
  const after = await devices.version()
  expect(after).not.toBe(before)
  expect(await devices.add('air-1', ['*'], ['mqtt'], 5)).toBeNull()
  expect(added.device).toMatchObject({
    name: 'air-1',
    scopes: ['air-*'],
    doors: ['mqtt'],
    rate: 5,
    revoked: null,
  })
  const rows = await made.store.db.selectFrom('device').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(added.key)
  expect([...(await devices.open()).values()].map(({ name }) => name)).toEqual(['air-1'])
  expect([await devices.revoke('air-1'), await devices.revoke('air-1'), await devices.revoke('x')]).toEqual([
    true,
    false,
    false,
  ])
  expect(await devices.version()).not.toBe(after)
  expect((await devices.open()).size).toBe(0)
  expect((await devices.list())[0]?.revoked).not.toBeNull()
})

test('by HTTP a device writes its scope and nothing else, at its rate, until it is revoked', async () => {
  const { twin } = await start()
  const engineer = await loggedIn(twin, 'engineer')
  const made = await engineer.send('POST', '/api/devices', { name: 'air-1', scopes: ['air*'], rate: 2 })
  expect(made.status).toBe(201)
  const { key } = made.body
  expect((await post(twin, `${key}x`, 'airstation')).status).toBe(401)
  expect((await post(twin, key)).status).toBe(200)
  const answer = await (await post(twin, key, 'airstation', 'solar')).json()
  expect(answer).toMatchObject({ accepted: 1, rejected: [{ index: 1, reason: 'forbidden' }] })
  const flood = await post(twin, key, ...Array(20).fill('airstation'))
  expect([flood.status, Number(flood.headers.get('retry-after'))]).toEqual([429, expect.any(Number)])
  expect((await post(twin, KEY, 'airstation')).status).toBe(200)
  const listed = await engineer.send('GET', '/api/devices')
  expect(listed.body.devices[0]).toMatchObject({ name: 'air-1', scopes: ['air*'], rate: 2 })
  expect(listed.text).not.toContain(key)
  expect((await engineer.send('DELETE', '/api/devices/air-1')).status).toBe(204)
  expect((await post(twin, key, 'airstation')).status).toBe(401)
  expect((await engineer.send('DELETE', '/api/devices/air-1')).status).toBe(404)
  const told = (await twin.people.audit.read(0, 100)).map(({ what, target }) => `${what} ${target}`)
  expect(told).toEqual(expect.arrayContaining(['device:add air-1', 'device:revoke air-1']))
})

test('by MQTT a device uses its own name, hears and writes its scope, and is cut when revoked', async () => {
  const port = 22_000 + (process.pid % 20_000)
  const { twin, clock } = await start(port)
  const { key } = (await twin.devices.add('air-1', ['airstation'], ['mqtt'], 100))!
  const other = (await twin.devices.add('web-1', ['*'], ['http'], 100))!
  clock.advance(2_000)
  const dial = (username: string, password: string) =>
    mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { username, password, reconnectPeriod: 0 }, false)
  await expect
    .poll(() =>
      dial('air-1', key).then(
        client => client.endAsync().then(() => true),
        () => false,
      ),
    )
    .toBe(true)
  await expect(dial('device', key)).rejects.toThrow(/authorized/i)
  await expect(dial('air-1', other.key)).rejects.toThrow(/authorized/i)
  await expect(dial('web-1', other.key)).rejects.toThrow(/authorized/i)
  const client = await dial('air-1', key)
  open.push(() => client.endAsync(true))
  await expect(client.subscribeAsync('changwon/#')).rejects.toThrow(/Subscribe/)
  expect((await client.subscribeAsync('changwon/airstation/#'))[0]?.qos).toBe(0)
  await client.publishAsync('changwon/airstation/pm25', '44', { qos: 1 })
  await client.publishAsync('changwon/solar/power', '4', { qos: 1 })
  await expect.poll(() => JSON.stringify(twin.ingest())).toMatch(/"forbidden":1/)
  const gone = new Promise<void>(resolve => client.on('close', () => resolve()))
  await twin.devices.revoke('air-1')
  clock.advance(2_000)
  await new Promise(resolve => setTimeout(resolve, 50))
  clock.advance(2_000)
  await gone
})

test.each([
  [{ name: 'a b', scopes: ['*'] }],
  [{ name: 'x/#', scopes: ['*'] }],
  [{ name: 'ok', scopes: [] }],
  [{ name: 'ok', scopes: ['air**'] }],
  [{ name: 'ok', scopes: ['*'], doors: ['telnet'] }],
  [{ name: 'ok', scopes: ['*'], rate: 0 }],
  [{ name: 'ok', scopes: ['*'], admin: true }],
])('%j is no device', async body => {
  const { twin } = await start()
  const answer = await (await loggedIn(twin, 'admin')).send('POST', '/api/devices', body)
  expect(answer.status).toBe(400)
  expect(answer.body.error).toMatch(/the body must be/)
})

test('the public, operators and devices themselves make no devices', async () => {
  const { twin } = await start()
  const body = { name: 'mine', scopes: ['*'] }
  expect((await new Browser(twin.url).send('POST', '/api/devices', body)).status).toBe(401)
  expect((await (await loggedIn(twin, 'operator')).send('POST', '/api/devices', body)).status).toBe(403)
  const bearer = { authorization: `Bearer ${KEY}` }
  expect((await new Browser(twin.url).send('POST', '/api/devices', body, bearer)).status).toBe(401)
  expect(await twin.devices.list()).toEqual([])
})

test('the default device: a file of an older version still opens, a new one holds no slow hash', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'credential-'))
  open.push(() => rmSync(folder, { recursive: true, force: true }))
  const made = openCredential(folder)
  made.keep()
  expect(openCredential(folder).matches(made.fresh!)).toBe(true)
  expect(readFileSync(join(folder, 'device.json'), 'utf8')).not.toContain(made.fresh!)
  const { scryptSync } = await import('node:crypto')
  const salt = '00'.repeat(16)
  const hash = scryptSync('an-old-device-key', Buffer.from(salt, 'hex'), 32).toString('hex')
  writeFileSync(join(folder, 'device.json'), JSON.stringify({ salt, hash }))
  const old = openCredential(folder)
  expect([
    old.matches('an-old-device-key'),
    old.matches('another'),
    old.matches('an-old-device-key'),
  ]).toEqual([true, false, true])
})

test.each([
  [['air-*'], 'air-ungnam', true],
  [['air-*'], 'airport', false],
  [['air-ungnam'], 'air-ungnam-2', false],
  [['*'], 'anything', true],
  [['a', 'b*'], 'bc', true],
])('scopes %j and asset %s: %s', (scopes, asset, covers) => {
  expect(scopes.every(isScope)).toBe(true)
  expect(inScope(scopes, asset)).toBe(covers)
})

test('a name with a wildcard of MQTT is no name', () => {
  for (const name of ['#', 'a+', 'a/b', 'A', '', 'x'.repeat(61), null]) expect(deviceName(name)).toBeNull()
})
