import { createConnection, type Socket } from 'node:net'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import type { Grant } from '../../../server/ingest/admission.ts'
import { BROKER_LIMITS as MOST } from '../../../server/ingest/broker/brokerLimits.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { mqttBroker } from '../../../server/ingest/mqttBroker.ts'
import { Bucket } from '../../../server/net/bucket.ts'
import { freePort } from '../../freePort.ts'
import { KEY } from '../fixture.ts'
import { sparkplug } from './sparkplugMessage.ts'
import { stand } from './stand.ts'

vi.setConfig({ testTimeout: 60_000 })
/** Others may load the machine. */
const SOON = { timeout: 15_000 }
const closing: (() => unknown)[] = []
let what: ReturnType<typeof stand>
let port: number
let counters: () => Readonly<Record<string, number>>
/** Credentials besides the default one: key to grant. */
let grants: Map<string, Grant>

beforeEach(async () => {
  what = stand()
  port = await freePort()
  grants = new Map()
  const credential = openCredential('', KEY)
  credential.others = (_, __, key) => grants.get(key) ?? null
  const source = mqttBroker('127.0.0.1', port, credential)
  closing.push(await source.start(what.gate, what.mapping))
  counters = () => source.state!().counters!
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A credential for one asset; its key is its name. */
function narrow(device: string, asset: string, rate = 1_000): void {
  const { points, clock } = what
  const bucket = new Bucket(rate, rate, clock.now())
  const covers = (point: number) => points.assetIds[points.asset[point]!] === asset
  grants.set(device, { device, covers, spend: n => bucket.take(n, clock.now()) })
}

async function client(device = 'device', more: IClientOptions = {}): Promise<MqttClient> {
  const made = await mqtt.connectAsync(
    `mqtt://127.0.0.1:${port}`,
    { username: device, password: device === 'device' ? KEY : device, reconnectPeriod: 0, ...more },
    false,
  )
  closing.push(() => made.endAsync(true))
  return made
}

/** A bare line, and a promise of its end. */
async function line(): Promise<{ socket: Socket; ended: Promise<void> }> {
  const socket = createConnection(port, '127.0.0.1')
  socket.on('error', () => undefined)
  const ended = new Promise<void>(resolve => socket.on('close', () => resolve()))
  await new Promise<void>(resolve => socket.once('connect', resolve))
  closing.push(() => socket.destroy())
  return { socket, ended }
}

/** Write until the line ends or so many bytes are gone; the bytes written. */
async function pour(socket: Socket, bytes: number): Promise<number> {
  const chunk = Buffer.alloc(64 * 1024)
  let sent = 0
  while (sent < bytes && !socket.destroyed) {
    sent += chunk.length
    await new Promise<void>(resolve => socket.write(chunk, () => resolve()))
  }
  return sent
}

function heard(from: MqttClient): string[] {
  const topics: string[] = []
  from.on('message', topic => topics.push(topic))
  return topics
}

const rss = () => process.memoryUsage().rss
const MIB = 1024 * 1024

test('before login a line that announces 256 MB is ended at once, whatever it is', async () => {
  const before = rss()
  for (const head of [
    [0x10, 255, 255, 255, 127],
    [0x30, 255, 255, 255, 127],
    [0x10, 128, 128, 128, 128, 1],
  ]) {
    const { socket, ended } = await line()
    socket.write(Buffer.from(head))
    expect(await pour(socket, 64 * MIB)).toBeLessThan(16 * MIB)
    await ended
  }
  expect(rss() - before).toBeLessThan(48 * MIB)
  expect(counters()).toMatchObject({ linesCut: 3, waiting: 0 })
})

test('what comes behind CONNECT is not read before the login is judged, and nothing of a stranger is', async () => {
  const { socket, ended } = await line()
  const connect = Buffer.from([0x10, 14, 0, 4, 77, 81, 84, 84, 4, 2, 0, 60, 0, 2, 120, 121])
  socket.write(connect)
  expect(await pour(socket, 64 * MIB)).toBeLessThan(16 * MIB)
  await ended
  await expect.poll(counters, SOON).toMatchObject({ waiting: 0, clients: 0 })
})

test('lines that do not log in are so many for an address, and a device still gets in', async () => {
  const lines = await Promise.all(Array.from({ length: MOST.strangers.each - 1 }, line))
  await expect.poll(() => counters().waiting, SOON).toBe(MOST.strangers.each - 1)
  const device = await client()
  await device.publishAsync('changwon/airstation/pm25', '41', { qos: 1 })
  await line()
  await (await line()).ended
  expect(counters().linesCut).toBe(1)
  for (const { socket } of lines) socket.destroy()
  await expect.poll(() => counters().waiting, SOON).toBeLessThan(3)
})

test('after login a packet over 4 MiB ends its line alone', async () => {
  const device = await client()
  const other = await client()
  const ended = new Promise<void>(resolve => device.on('close', () => resolve()))
  device.on('error', () => undefined)
  device.publish('changwon/airstation/pm25', Buffer.alloc(5 * MIB))
  await ended
  await other.publishAsync('changwon/airstation/pm25', '42', { qos: 1 })
  await expect.poll(() => what.now('airstation', 'pm25'), SOON).toEqual([42, QUALITY.good])
  expect(counters().linesCut).toBe(1)
})

test('a narrow device says and hears its own asset alone: samples, orders, wills and what is kept', async () => {
  narrow('air', 'airstation')
  const listener = await client()
  const all = heard(listener)
  await listener.subscribeAsync(['changwon/#', 'spBv1.0/#'], { qos: 1 })
  const air = await client('air', {
    will: { topic: 'changwon/solar/power', payload: Buffer.from('9'), qos: 1, retain: true },
  })
  const own = heard(air)
  await expect(air.subscribeAsync('changwon/#')).rejects.toThrow(/Subscribe/)
  await expect(air.subscribeAsync('changwon/+/pm25')).rejects.toThrow(/Subscribe/)
  await air.subscribeAsync('changwon/airstation/+')
  await air.subscribeAsync('spBv1.0/plant/NCMD/#')
  const foreign = ['changwon/solar/power', 'spBv1.0/plant/NCMD/edge1', 'spBv1.0/plant/DCMD/edge1/solar']
  for (const qos of [0, 1, 2] as const)
    for (const retain of [false, true])
      for (const topic of foreign) await air.publishAsync(topic, '7', { qos, retain })
  await air.publishAsync('spBv1.0/plant/DDATA/edge1/solar', sparkplug({ seq: 0, metrics: [] }), { qos: 1 })
  await listener.publishAsync('spBv1.0/plant/NCMD/edge1', '7', { qos: 1 })
  await air.publishAsync('changwon/airstation/pm25', '43', { qos: 1, retain: true })
  await expect.poll(() => all, SOON).toContain('changwon/airstation/pm25')
  air.stream.destroy()
  await expect.poll(() => what.gate.rejected.get('mqtt forbidden'), SOON).toBe(7)
  expect(what.gate.rejected.get('sparkplug forbidden')).toBe(13)
  expect([...new Set(all)].sort()).toEqual([
    'changwon/airstation/pm25',
    'spBv1.0/STATE/changwon-twin',
    'spBv1.0/plant/NCMD/edge1',
  ])
  expect(all.filter(topic => topic.includes('NCMD'))).toHaveLength(1)
  expect(own).toEqual(['changwon/airstation/pm25'])
  const late = await client()
  const kept = heard(late)
  await late.subscribeAsync('changwon/#')
  await expect.poll(() => kept, SOON).toEqual(['changwon/airstation/pm25'])
  expect(what.gate.refusals.list()[0]).toMatchObject({ device: 'air', lastReason: 'forbidden' })
})

test('a limit of 5 a second counts before anything is passed on', async () => {
  narrow('air', 'airstation', 5)
  const listener = await client()
  const all = heard(listener)
  await listener.subscribeAsync('changwon/#')
  const air = await client('air')
  const sent = Array.from({ length: 500 }, (_, n) =>
    air.publishAsync('changwon/airstation/pm25', String(n % 50), { qos: 1 }),
  )
  await Promise.all(sent)
  await expect.poll(() => what.gate.rejected.get('mqtt overrun'), SOON).toBe(495)
  await listener.publishAsync('changwon/airstation/pm10', '1', { qos: 1 })
  await expect.poll(() => all, SOON).toContain('changwon/airstation/pm10')
  expect(all).toHaveLength(6)
})

test('a client id and its kept session belong to their credential', async () => {
  narrow('air', 'airstation')
  narrow('thief', 'solar')
  const air = await client('air', { clientId: 'meter-1', clean: false })
  await air.subscribeAsync('changwon/airstation/pm25', { qos: 1 })
  await expect(client('thief', { clientId: 'meter-1' })).rejects.toThrow(/identifier/i)
  expect(air.connected).toBe(true)
  await air.endAsync()
  await expect.poll(() => counters().clients, SOON).toBe(0)
  for (const clean of [true, false])
    await expect(client('thief', { clientId: 'meter-1', clean })).rejects.toThrow(/identifier/i)
  expect(counters()).toMatchObject({ idsRefused: 3, sessions: 1 })
  const device = await client()
  await device.publishAsync('changwon/airstation/pm25', '44', { qos: 1 })
  const topics: string[] = []
  const again = mqtt.connect(`mqtt://127.0.0.1:${port}`, {
    username: 'air',
    password: 'air',
    clientId: 'meter-1',
    clean: false,
  })
  closing.push(() => again.endAsync(true))
  again.on('message', topic => topics.push(topic))
  await expect.poll(() => topics, SOON).toEqual(['changwon/airstation/pm25'])
})

test('kept sessions and retained messages have bounds that cost their owner alone, counted and told', async () => {
  narrow('air', 'airstation')
  const visit = async (n: number) => (await client('air', { clientId: `air-${n}`, clean: false })).endAsync()
  for (let n = 0; n < MOST.sessions.each + 3; n += 23)
    await Promise.all(Array.from({ length: 23 }, (_, k) => visit(n + k)))
  expect(counters().sessions).toBe(MOST.sessions.each)
  expect(counters().sessionLosses).toBe(3)
  const reader = await client('air', { clientId: 'air-reader', clean: false })
  await reader.subscribeAsync('changwon/airstation/#', { qos: 1 })
  await reader.endAsync()
  const device = await client()
  const before = rss()
  const padding = ' '.repeat(60 * 1024)
  for (let n = 0; n < 1_000; n++)
    await device.publishAsync('changwon/airstation/pm25', `{"value": ${n % 90}}${padding}`, {
      qos: 1,
      retain: true,
    })
  expect(counters().sessionBytes).toBeLessThanOrEqual(MOST.queueBytes)
  expect(counters().sessionLosses).toBeGreaterThan(900)
  expect(counters()).toMatchObject({ retained: 2 })
  expect(rss() - before).toBeLessThan(96 * MIB)
})

test('one bad message costs one message: the line stays and the next is taken', async () => {
  const gateway = await client()
  await gateway.publishAsync('$SYS/broker/connection/plant.to-twin/state', '1', { qos: 1, retain: true })
  await gateway.publishAsync('tele/gateway/LWT', 'Online', { qos: 2, retain: true })
  await gateway.publishAsync('changwon/airstation/pm25', Buffer.alloc(70 * 1024, 49), { qos: 1 })
  await gateway.publishAsync('changwon/airstation/pm25', '45', { qos: 1 })
  await expect.poll(() => what.now('airstation', 'pm25'), SOON).toEqual([45, QUALITY.good])
  expect(gateway.connected).toBe(true)
  expect(what.gate.rejected.get('mqtt malformed')).toBe(3)
  expect(what.gate.refusals.list()).toMatchObject([
    {
      device: 'device',
      source: 'mqtt',
      refused: 3,
      lastReason: 'malformed',
      example: expect.stringMatching(/^1{200}…$/),
    },
  ])
})

test('a will of a topic that nobody reads costs the client nothing', async () => {
  const gateway = await client('device', {
    will: { topic: 'tele/gateway/LWT', payload: Buffer.from('Offline'), qos: 1, retain: true },
  })
  await gateway.publishAsync('changwon/airstation/pm25', '46', { qos: 1 })
  await expect.poll(() => what.now('airstation', 'pm25'), SOON).toEqual([46, QUALITY.good])
  expect(what.gate.rejected.get('mqtt malformed')).toBe(1)
})

test('MQTT 5: refused with a reason, kept for as long as it says, heard without its own echo', async () => {
  narrow('air', 'airstation')
  const five = { protocolVersion: 5 as const, clientId: 'five' }
  const air = await client('air', { ...five, clean: true, properties: { sessionExpiryInterval: 3_600 } })
  const own = heard(air)
  const code = (sent: Promise<unknown>) =>
    sent.then(
      () => 0,
      (error: { code?: number }) => error.code,
    )
  await air.subscribeAsync('changwon/airstation/#', { qos: 1, nl: true })
  expect(await code(air.publishAsync('changwon/solar/power', '1', { qos: 1 }))).toBe(0x87)
  expect(await code(air.publishAsync('tele/x', '1', { qos: 2 }))).toBe(0x90)
  expect(await code(air.publishAsync('changwon/airstation/pm25', 'no', { qos: 2 }))).toBe(0x90)
  expect(await code(air.publishAsync('changwon/airstation/pm25', '{"value":"x"}', { qos: 1 }))).toBe(0x99)
  for (const qos of [0, 1, 2] as const)
    await air.publishAsync('changwon/airstation/pm25', String(50 + qos), { qos })
  await expect.poll(() => what.now('airstation', 'pm25'), SOON).toEqual([52, QUALITY.good])
  const granted = await new Promise(resolve => {
    air.on('packetreceive', packet => packet.cmd === 'suback' && resolve(packet.granted[0]))
    air.subscribeAsync('changwon/#').catch(() => undefined)
  })
  expect(granted).toBe(0x87)
  const device = await client('device', { protocolVersion: 5, clientId: '' })
  await device.publishAsync('changwon/airstation/pm25', '60', { qos: 1 })
  await expect.poll(() => own, SOON).toEqual(['changwon/airstation/pm25'])
  await air.unsubscribeAsync(['changwon/airstation/#', 'changwon/nothing'])
  await air.subscribeAsync('changwon/airstation/pm10', { qos: 1 })
  air.stream.destroy()
  await expect.poll(counters, SOON).toMatchObject({ clients: 1, sessions: 1 })
  await device.publishAsync('changwon/airstation/pm10', '61', { qos: 1 })
  const topics: string[] = []
  const back = mqtt.connect(`mqtt://127.0.0.1:${port}`, {
    ...five,
    username: 'air',
    password: 'air',
    clean: false,
    properties: { sessionExpiryInterval: 0 },
  })
  closing.push(() => back.endAsync(true))
  back.on('message', topic => topics.push(topic))
  await expect.poll(() => topics, SOON).toEqual(['changwon/airstation/pm10'])
  await back.endAsync()
  await expect.poll(() => counters().clients, SOON).toBe(1)
  what.clock.advance(4_000)
  await expect.poll(() => counters().sessions, SOON).toBe(0)
  expect(device.connected).toBe(true)
})

test('a reader that does not read loses messages; the others go on', async () => {
  const { socket } = await line()
  const name = Buffer.from([0, 6, ...Buffer.from('device'), 0, KEY.length, ...Buffer.from(KEY)])
  socket.write(
    Buffer.concat([
      Buffer.from([0x10, 14 + name.length, 0, 4, 77, 81, 84, 84, 4, 0xc2, 0, 0, 0, 2, 120, 121]),
      name,
    ]),
  )
  socket.write(
    Buffer.concat([Buffer.from([0x82, 15, 0, 1, 0, 10]), Buffer.from('changwon/#'), Buffer.from([0])]),
  )
  await expect.poll(() => counters().clients, SOON).toBe(1)
  socket.pause()
  const device = await client()
  const before = rss()
  const padding = ' '.repeat(60 * 1024)
  for (let n = 0; n < 400; n++)
    await device.publishAsync('changwon/airstation/pm25', `{"value": ${n % 90}}${padding}`, { qos: 1 })
  expect(counters().unread).toBeGreaterThan(0)
  expect(rss() - before).toBeLessThan(96 * MIB)
})
