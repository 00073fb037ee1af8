import fc from 'fast-check'
import mqtt, { type MqttClient } from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { mqttBroker } from '../../../server/ingest/mqttBroker.ts'
import { decodePayload, signed } from '../../../server/ingest/sparkplug/payload.ts'
import { SparkplugHost } from '../../../server/ingest/sparkplug/SparkplugHost.ts'
import { readTopic } from '../../../server/ingest/sparkplug/topic.ts'
import { freePort } from '../../freePort.ts'
import { KEY, NOON } from '../fixture.ts'
import { readSparkplug, sparkplug } from './sparkplugMessage.ts'
import { stand } from './stand.ts'

const closing: (() => unknown)[] = []
let what: ReturnType<typeof stand>
let node: MqttClient
let port: number
const orders: { topic: string; payload: Buffer }[] = []
let counters: () => Readonly<Record<string, number>>

beforeEach(async () => {
  what = stand()
  port = await freePort()
  const source = mqttBroker('127.0.0.1', port, openCredential('', KEY))
  closing.push(await source.start(what.gate, what.mapping))
  counters = () => source.state!().counters!
  node = await connect()
  orders.length = 0
  node.on('message', (topic, payload) => orders.push({ topic, payload }))
  await node.subscribeAsync('spBv1.0/plant/NCMD/edge1')
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function connect(will?: { topic: string; payload: Buffer }): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, {
    username: 'device',
    password: KEY,
    reconnectPeriod: 0,
    ...(will ? { will: { ...will, qos: 1 as const, retain: false } } : {}),
  })
  closing.push(() => client.endAsync(true))
  return client
}
const send = (topic: string, body: object) =>
  node.publishAsync(`spBv1.0/plant/${topic}`, sparkplug(body), { qos: 1 })

/** Node birth with bdSeq 3, and birth of the device airstation with aliases. */
async function born(): Promise<void> {
  await send('NBIRTH/edge1', {
    timestamp: NOON,
    seq: 0,
    metrics: [
      { name: 'bdSeq', datatype: 4, longValue: 3 },
      { name: 'Node Control/Rebirth', datatype: 11, booleanValue: false },
    ],
  })
  await send('DBIRTH/edge1/airstation', {
    timestamp: NOON,
    seq: 1,
    metrics: [
      { name: 'pm25', alias: 1, datatype: 10, doubleValue: 12.5, timestamp: NOON },
      { name: 'pm10', alias: 2, datatype: 9, floatValue: 20.5 },
      { name: 'firmware', alias: 3, datatype: 12, stringValue: 'x' },
    ],
  })
  await expect.poll(() => what.now('airstation', 'pm10')).toEqual([20.5, QUALITY.good])
}

test('births declare aliases, and data is read by them at its own time', async () => {
  await born()
  expect(what.now('airstation', 'pm25')).toEqual([12.5, QUALITY.good])
  await send('DDATA/edge1/airstation', {
    timestamp: NOON + 900,
    seq: 2,
    metrics: [{ alias: 1, doubleValue: 81, timestamp: NOON + 1_000 }],
  })
  await expect.poll(() => what.now('airstation', 'pm25')).toEqual([81, QUALITY.good])
  expect(what.twin.times[what.points.find('airstation', 'pm25')]).toBe(NOON + 1_000)
  expect(orders).toEqual([])
  expect(counters()).toMatchObject({ nodes: 1, online: 1, births: 2, gaps: 0, rebirths: 0 })
})

test('the death of the present birth makes all points of the node stale; that of an older one does nothing', async () => {
  await born()
  await send('NDEATH/edge1', { metrics: [{ name: 'bdSeq', datatype: 4, longValue: 2 }] })
  await expect.poll(() => counters().foreignDeaths).toBe(1)
  expect(what.now('airstation', 'pm25')).toEqual([12.5, QUALITY.good])
  await send('NDEATH/edge1', { metrics: [{ name: 'bdSeq', datatype: 4, longValue: 3 }] })
  await expect.poll(() => what.now('airstation', 'pm25')).toEqual([12.5, QUALITY.stale])
  expect(what.now('airstation', 'pm10')).toEqual([20.5, QUALITY.stale])
})

test('a node whose line breaks dies by its will', async () => {
  await born()
  const will = await connect({
    topic: 'spBv1.0/plant/NDEATH/edge1',
    payload: sparkplug({ metrics: [{ name: 'bdSeq', datatype: 4, longValue: 3 }] }),
  })
  will.stream.destroy()
  await expect.poll(() => what.now('airstation', 'pm25')).toEqual([12.5, QUALITY.stale])
})

test('the death of a device makes only its points stale, and its data then asks for a birth', async () => {
  await born()
  await send('DBIRTH/edge1/air-2', {
    timestamp: NOON,
    seq: 2,
    metrics: [{ name: 'pm25', alias: 9, datatype: 10, doubleValue: 7 }],
  })
  await send('DDEATH/edge1/airstation', { timestamp: NOON, seq: 3 })
  await expect.poll(() => what.now('airstation', 'pm25')).toEqual([12.5, QUALITY.stale])
  expect(what.now('air-2', 'pm25')).toEqual([7, QUALITY.good])
  await send('DDATA/edge1/airstation', { timestamp: NOON, seq: 4, metrics: [{ alias: 1, doubleValue: 1 }] })
  await expect.poll(() => orders.length).toBe(1)
})

test('a gap in the sequence orders a rebirth, once in five seconds, and 255 is followed by 0', async () => {
  await born()
  const data = (seq: number) =>
    send('DDATA/edge1/airstation', {
      timestamp: NOON + seq,
      seq,
      metrics: [{ alias: 1, doubleValue: seq % 100 }],
    })
  for (let seq = 2; seq <= 255; seq++) await data(seq)
  await data(0)
  expect(counters()).toMatchObject({ gaps: 0, rebirths: 0 })
  await data(2)
  await data(4)
  await expect.poll(() => orders.length).toBe(1)
  expect(orders[0]!.topic).toBe('spBv1.0/plant/NCMD/edge1')
  expect(readSparkplug(orders[0]!.payload).metrics).toMatchObject([
    { name: 'Node Control/Rebirth', booleanValue: true, datatype: 11 },
  ])
  expect(counters()).toMatchObject({ gaps: 2, rebirths: 1 })
  what.clock.advance(5_000)
  await data(6)
  await expect.poll(() => orders.length).toBe(2)
})

test('data of a node that was never born orders a birth and is not taken', async () => {
  await send('NDATA/edge1', { timestamp: NOON, seq: 7, metrics: [{ alias: 1, doubleValue: 5 }] })
  await expect.poll(() => orders.length).toBe(1)
  expect(what.now('airstation', 'pm25')[1]).toBe(QUALITY.none)
})

test('null and the property Quality become quality, and an out-of-range value is refused', async () => {
  await born()
  const data = (seq: number, metric: object) =>
    send('DDATA/edge1/airstation', { timestamp: NOON + seq, seq, metrics: [{ alias: 1, ...metric }] })
  await data(2, { isNull: true })
  await expect.poll(() => what.now('airstation', 'pm25')).toEqual([12.5, QUALITY.bad])
  const quality = (code: number) => ({
    properties: {
      keys: ['unit', 'Quality'],
      values: [
        { type: 12, stringValue: 'ug' },
        { type: 3, intValue: code },
      ],
    },
  })
  await data(3, { doubleValue: 30, ...quality(500) })
  await expect.poll(() => what.now('airstation', 'pm25')).toEqual([30, QUALITY.stale])
  await data(4, { doubleValue: 31, ...quality(192) })
  await expect.poll(() => what.now('airstation', 'pm25')).toEqual([31, QUALITY.good])
  await data(5, { doubleValue: -4 })
  await expect.poll(() => what.gate.rejected.get('sparkplug outOfRange')).toBe(1)
})

test('a node belongs to the device that gave birth to it, within what its credential covers', async () => {
  const { gate, mapping, points, now } = what
  const host = new SparkplugHost(gate, mapping, () => undefined)
  const own = { device: 'own', covers: (point: number) => points.name[point] === 'pm25' }
  const births = [
    ['NBIRTH/n', { seq: 0, metrics: [{ name: 'bdSeq', longValue: 1 }] }],
    [
      'DBIRTH/n/airstation',
      {
        seq: 1,
        metrics: [
          { name: 'pm25', doubleValue: 5 },
          { name: 'pm10', doubleValue: 6 },
        ],
      },
    ],
  ] as const
  for (const [topic, body] of births) host.take(`spBv1.0/g/${topic}`, sparkplug(body), own)
  gate.offer({ asset: 'airstation', point: 'pm10', value: 9 }, 'other')
  await expect.poll(() => now('airstation', 'pm25')).toEqual([5, QUALITY.good])
  const death = sparkplug({ metrics: [{ name: 'bdSeq', longValue: 1 }] })
  host.take('spBv1.0/g/NDEATH/n', death, { device: 'stranger' })
  expect(now('airstation', 'pm25')).toEqual([5, QUALITY.good])
  expect(gate.recent.at(-1)!.detail).toMatch(/is of a node that own speaks for, not stranger/)
  host.take('spBv1.0/g/NDEATH/n', death, own)
  expect(now('airstation', 'pm25')).toEqual([5, QUALITY.stale])
  expect(now('airstation', 'pm10')).toEqual([9, QUALITY.good])
  expect(gate.rejected.get('sparkplug forbidden')).toBe(1)
  host.stop()
})

test('signed integers keep their sign', async () => {
  await born()
  await send('DBIRTH/edge1/weather', {
    timestamp: NOON,
    seq: 2,
    metrics: [
      { name: 'temperature', alias: 50, datatype: 3, intValue: -12 >>> 0 },
      { name: 'humidity', alias: 51, datatype: 7, intValue: 61 },
    ],
  })
  await expect.poll(() => what.now('weather', 'temperature')).toEqual([-12, QUALITY.good])
  await send('DDATA/edge1/weather', {
    timestamp: NOON + 1,
    seq: 3,
    metrics: [{ alias: 50, intValue: -7 >>> 0 }],
  })
  await expect.poll(() => what.now('weather', 'temperature')).toEqual([-7, QUALITY.good])
})

test('what is no Sparkplug is refused by name', async () => {
  await node.publishAsync('spBv1.0/plant/NBIRTH/edge1', 'hello', { qos: 1 })
  await expect.poll(() => what.gate.rejected.get('sparkplug malformed')).toBe(1)
  expect(what.gate.recent.at(-1)!.detail).toMatch(
    /spBv1\.0\/plant\/NBIRTH\/edge1 has a payload that is no Sparkplug B/,
  )
})

test('nodes see the host by its retained state', async () => {
  const states: string[] = []
  const second = await connect()
  second.on('message', (_, payload) => states.push(payload.toString()))
  await second.subscribeAsync('spBv1.0/STATE/changwon-twin')
  await expect.poll(() => states).toEqual([JSON.stringify({ online: true, timestamp: NOON })])
})

test('any bytes are a payload or an error, never a hang or a crash', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      try {
        expect(decodePayload(bytes).metrics.length).toBeLessThanOrEqual(200)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }),
    { seed: 7, numRuns: 2_000 },
  )
})

test('any metric that reflection writes is read back', () => {
  const metric = fc.record(
    {
      name: fc.string(),
      alias: fc.nat(),
      timestamp: fc.nat({ max: 2 ** 48 }),
      datatype: fc.integer({ min: 1, max: 34 }),
      doubleValue: fc.double({ noNaN: true, noDefaultInfinity: true }),
    },
    { requiredKeys: ['doubleValue'] },
  )
  fc.assert(
    fc.property(fc.array(metric, { maxLength: 5 }), fc.integer({ min: 0, max: 255 }), (metrics, seq) => {
      const read = decodePayload(sparkplug({ seq, timestamp: NOON, metrics }))
      expect([read.seq, read.timestamp]).toEqual([seq, NOON])
      expect(read.metrics.map(m => [m.name, m.alias, m.datatype, m.value])).toEqual(
        metrics.map(m => [m.name ?? null, m.alias ?? null, m.datatype ?? null, m.doubleValue]),
      )
    }),
    { seed: 7 },
  )
})

/** A payload written by Eclipse Tahu's own encoder (npm sparkplug-payload 1.0.3, encodePayload, on 2026-11-24). */
const TAHU =
  'CPvQlf+8MRILCgViZFNlcSAIWAcSDgoCaTgQASABUPv///8PEg0KA2kxNiACUNT9//8PEg0KA2kzMiADUJDd+/8PEhIK' +
  'A2k2NCAEWICc6K/t/////wESDQoDdTMyIAdYgNCs8w4SEAoDdTY0IAhY/////////w8SCgoBZiAJZQAAwD8SFQoBZBiA' +
  '0JX/vDEgCmkAAAAAAAACwBIHCgFiIAtwARIICgFzIAx6AXgSBwoBbiAKOAESMQoBcSAKSiEKB1F1YWxpdHkKB2VuZ1Vu' +
  'aXQSBQgDGPQDEgYIDEICa1dpAAAAAAAACEASFgoCZHMgEIoBDQgBEgFhGAMiBAoCCAEY+gE='

test('a payload of Eclipse Tahu is read as it was meant', () => {
  const { timestamp, seq, metrics } = decodePayload(Buffer.from(TAHU, 'base64'))
  expect([timestamp, seq]).toEqual([1_700_000_000_123, 250])
  expect(metrics.map(m => [m.name, m.value === null ? null : signed(m.value, m.datatype)])).toEqual([
    ['bdSeq', 7],
    ['i8', -5],
    ['i16', -300],
    ['i32', -70_000],
    ['i64', -5_000_000_000],
    ['u32', 4_000_000_000],
    ['u64', 9_007_199_254_740_991],
    ['f', 1.5],
    ['d', -2.25],
    ['b', 1],
    ['s', null],
    ['n', null],
    ['q', 3],
    ['ds', null],
  ])
  expect(metrics[1]!.alias).toBe(1)
  expect(metrics[8]!.timestamp).toBe(1_700_000_000_000)
  expect([metrics[11]!.isNull, metrics[12]!.quality]).toEqual([true, 500])
})

test.each([
  ['spBv1.0/g/NBIRTH/n', true],
  ['spBv1.0/g/DDATA/n/d', true],
  ['spBv1.0/g/DDATA/n', false],
  ['spBv1.0/g/NDATA/n/d', false],
  ['spBv1.0/g/NBIRTH/n/d/e', false],
  ['spBv1.0/g/XDATA/n', false],
  ['spAv1.0/g/NBIRTH/n', false],
])('%s is a Sparkplug topic: %s', (topic, is) => {
  expect(readTopic(topic) !== null).toBe(is)
})
