import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCredential } from '../../../server/ingest/credential.ts'
import { MqttRoutes } from '../../../server/ingest/MqttRoutes.ts'
import type { OpcuaPackage } from '../../../server/ingest/opcua/opcuaPackage.ts'
import { opcuaSource } from '../../../server/ingest/opcua/opcuaSource.ts'
import { readTime } from '../../../server/ingest/readTime.ts'
import { KEY, NOON, runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { stand, tempFolder } from './stand.ts'

/** Taken + refused + counted = sent, whatever is sent, at every door. */
let twin: Running
beforeAll(async () => {
  twin = await runTwin(new TestClock(), [], null, { credential: openCredential('', KEY) })
})
afterAll(() => twin.close())

const post = (path: string, body: string, type = 'application/json') =>
  fetch(twin.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': type },
    body,
  })
const sum = (counts: ReadonlyMap<string, number>, source: string) =>
  [...counts].reduce((all, [key, n]) => (key.split(' ')[0] === source ? all + n : all), 0)
const counted = (source: string) =>
  sum(twin.gate.accepted, source) + sum(twin.gate.rejected, source) + twin.gate.tally(source).ignored

/** Fields of samples: right ones, wrong ones and nonsense. */
const asset = fc.oneof(fc.constantFrom('airstation', 'parking', 'solar', '', '__proto__'), fc.jsonValue())
const point = fc.oneof(fc.constantFrom('pm25', 'stall', 'power', 'constructor'), fc.jsonValue())
const at = fc.oneof(
  fc.constantFrom(NOON, NOON - 1_000, '2026-05-12T03:00:00Z', '2026-05-12T12:00:00', '20260512', null, 1e300),
  fc.jsonValue(),
)
const sample = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      asset,
      point,
      part: fc.oneof(fc.nat(99), fc.jsonValue()),
      value: fc.oneof(fc.double(), fc.nat(99), fc.jsonValue()),
      unit: fc.oneof(fc.constantFrom('µg/m³', 'kW', '1'), fc.jsonValue()),
      at,
      quality: fc.oneof(fc.constantFrom('good', 'bad'), fc.jsonValue()),
    },
    { requiredKeys: [] },
  ),
)
const runs = { numRuns: 60, seed: 1974 }

test('HTTP JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sample, { maxLength: 20 }), async samples => {
      const before = counted('http')
      const reply = await post('/api/samples', JSON.stringify({ samples }))
      const { accepted, rejected } = await reply.json()
      expect(reply.status).toBe(200)
      expect(accepted + rejected.length).toBe(samples.length)
      expect(counted('http') - before).toBe(samples.length)
    }),
    runs,
  )
})

test('HTTP NDJSON, lines of anything', async () => {
  const line = fc.oneof(
    sample.map(each => JSON.stringify(each)),
    fc.string({ unit: 'binary' }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async lines => {
      const before = counted('http')
      const body = lines.map(each => each.replaceAll('\n', ' ')).join('\n')
      const sent = Buffer.from(body)
        .toString('utf8')
        .split('\n')
        .filter(each => each.trim() !== '').length
      const reply = await post('/api/samples', body, 'application/x-ndjson')
      const { accepted, rejectedCount } = await reply.json()
      expect(accepted + rejectedCount).toBe(sent)
      expect(counted('http') - before).toBe(sent)
    }),
    runs,
  )
})

test('NGSI-LD: each attribute of an entity that is one is taken, refused or counted; any other is refused once', async () => {
  const attribute = fc.oneof(
    fc.double({ noNaN: true }),
    fc.record(
      { type: fc.constantFrom('Property', 'Relationship'), value: fc.jsonValue(), observedAt: at },
      { requiredKeys: [] },
    ),
    fc.jsonValue(),
  )
  const entity = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        id: fc.constantFrom('urn:ngsi-ld:X:airstation', 'urn:ngsi-ld:X:nowhere', 'x'),
        type: fc.constant('X'),
        pm25: attribute,
        smoke: attribute,
        name: attribute,
      },
      { requiredKeys: ['id'] },
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(entity, { minLength: 1, maxLength: 10 }), async entities => {
      const before = counted('ngsi')
      const reply = await post('/ngsi-ld/v1/entityOperations/upsert', JSON.stringify(entities))
      expect([204, 207]).toContain(reply.status)
      const { success, errors } =
        reply.status === 204 ? { success: entities, errors: [] } : await reply.json()
      expect(success.length + errors.length).toBe(entities.length)
      const sent = entities.reduce((all: number, each) => all + unitsOf(each), 0)
      expect(counted('ngsi') - before).toBe(sent)
    }),
    runs,
  )
})

/** What an entity counts for: its attributes where one of them has a point, else itself. */
function unitsOf(entity: unknown): number {
  if (typeof entity !== 'object' || entity === null || Array.isArray(entity)) return 1
  const { id, type, ...attributes } = entity as Record<string, unknown>
  const known = id === 'urn:ngsi-ld:X:airstation' && type === 'X' && attributes.pm25 !== undefined
  return known ? Object.keys(attributes).length : 1
}

test('NGSI-LD: a change of attributes is taken, refused or counted, each', async () => {
  const body = fc.dictionary(
    fc.constantFrom('pm25', 'pm10', 'name', 'owner', '__proto__x'),
    fc.oneof(fc.nat(99), fc.jsonValue()),
    { minKeys: 1, maxKeys: 5 },
  )
  await fc.assert(
    fc.asyncProperty(body, async attributes => {
      const before = counted('ngsi')
      const reply = await fetch(`${twin.url}/ngsi-ld/v1/entities/urn:ngsi-ld:X:airstation/attrs`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify(attributes),
      })
      expect([204, 207]).toContain(reply.status)
      expect(counted('ngsi') - before).toBe(Object.keys(attributes).length)
    }),
    runs,
  )
})

test('OPC UA: whatever a server sends for an item is taken, refused or counted', async () => {
  const folder = tempFolder()
  const file = folder.path('map.json')
  const line = (node: string, point: string, states?: object) => ({
    from: { opcua: node },
    to: { asset: 'airstation', point },
    ...(states && { states }),
  })
  writeFileSync(
    file,
    JSON.stringify({ version: 1, points: [line('ns=1;i=1', 'pm25'), line('ns=1;i=2', 'pm10', { low: 10 })] }),
  )
  const { gate, mapping } = stand(file)
  const { load, send } = saidServer()
  const source = opcuaSource('opc.tcp://127.0.0.1:1', () => undefined, load)
  const stop = await source.start(gate, mapping)
  await expect.poll(() => source.state?.().counters?.items).toBe(2)
  const stamp = fc.oneof(fc.constantFrom(new Date(NOON), new Date(NaN), null), fc.constant(undefined))
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        value: fc.oneof(
          fc.constant(null),
          fc.record({
            value: fc.oneof(fc.double(), fc.constantFrom('low', 'ON', true, [0, 7]), fc.jsonValue()),
          }),
        ),
        statusCode: fc.oneof(
          fc.record({ value: fc.constantFrom(0, 0x40900000, 0x80340000) }),
          fc.record({ value: fc.nat(2 ** 31) }),
        ),
        sourceTimestamp: stamp,
        serverTimestamp: stamp,
      },
      { requiredKeys: ['statusCode'] },
    ),
  )
  let sent = 0
  fc.assert(
    fc.property(value, fc.nat(3), (each, index) => {
      send(each, index)
      sent++
    }),
    { ...runs, numRuns: 500 },
  )
  await stop()
  folder.remove()
  const dropped = source.state?.().queue?.dropped ?? 0
  const all = sum(gate.accepted, 'opcua') + sum(gate.rejected, 'opcua') + gate.tally('opcua').ignored
  expect(all + dropped).toBe(sent)
  for (const some of [gate.accepted, gate.rejected]) expect(sum(some, 'opcua')).toBeGreaterThan(0)
})

/** A server of the optional package's form that says what a test has it say. */
function saidServer() {
  let hear: (item: unknown, value: unknown, index: number) => void = () => undefined
  const subscription = {
    terminate: async () => undefined,
    monitorItems: async (items: unknown[]) => ({
      on: (event: string, listener: typeof hear) => {
        if (event === 'changed') hear = listener
      },
      monitoredItems: items.map(() => ({ statusCode: { value: 0 } })),
    }),
  }
  const session = { createSubscription2: async () => subscription, close: async () => undefined }
  const client = {
    on: () => undefined,
    connect: async () => undefined,
    createSession: async () => session,
    disconnect: async () => undefined,
  }
  const opcua = {
    OPCUAClient: { create: () => client },
    AttributeIds: { Value: 13 },
    TimestampsToReturn: { Both: 2 },
  }
  return {
    load: async () => opcua as unknown as OpcuaPackage,
    send: (value: unknown, index: number) => hear({}, value, index),
  }
}

test('SensorThings: an observation is 201 or 400, and counted', async () => {
  const observation = fc.record(
    {
      Datastream: fc.oneof(fc.constant({ '@iot.id': 'airstation/pm25' }), fc.jsonValue()),
      result: fc.oneof(fc.nat(99), fc.jsonValue()),
      phenomenonTime: at,
      resultQuality: fc.oneof(fc.constantFrom('good', 'bad'), fc.jsonValue()),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(observation, async body => {
      const before = counted('sensorThings')
      const reply = await post('/sta/v1.1/Observations', JSON.stringify(body))
      expect([201, 400, 403]).toContain(reply.status)
      expect(counted('sensorThings') - before).toBe(1)
    }),
    runs,
  )
})

test('MQTT: each message of ours is taken or refused; any bytes of Sparkplug are answered or counted', async () => {
  const { gate, mapping } = stand()
  const routes = new MqttRoutes(gate, mapping, () => undefined)
  const all = () => sum(gate.accepted, 'mqtt') + sum(gate.rejected, 'mqtt')
  const topic = fc.oneof(
    fc.constantFrom(
      'changwon/airstation/pm25',
      'changwon/parking/stall/3',
      'changwon/x/y',
      'changwon//',
      'changwon/a/b/c/d',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }).map(text => `changwon/${text}`),
  )
  const payload = fc.oneof(
    fc.nat(99).map(String),
    sample.map(each => JSON.stringify(each)),
    fc.string({ unit: 'binary' }),
  )
  let sent = 0
  await fc.assert(
    fc.asyncProperty(topic, payload, fc.boolean(), async (to, text, kept) => {
      routes.take(to, Buffer.from(text), undefined, kept)
      sent++
    }),
    { ...runs, numRuns: 400 },
  )
  routes.stop()
  expect(all()).toBe(sent)
  const before = sum(gate.rejected, 'sparkplug')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      routes.take('spBv1.0/g/NBIRTH/n', Buffer.from(bytes))
    }),
    { ...runs, numRuns: 400 },
  )
  expect(sum(gate.rejected, 'sparkplug')).toBeGreaterThan(before)
})

test('no time depends on the zone of the server, and any text is an instant or a sentence', () => {
  fc.assert(
    fc.property(fc.oneof(at, fc.string()), stated => {
      const read = readTime(stated)
      expect(typeof read === 'string' ? read.length > 0 : Number.isFinite(read)).toBe(true)
    }),
    runs,
  )
  expect(readTime('2026-11-01T01:30:00', { zone: 'America/New_York' })).toBe(Date.UTC(2026, 10, 1, 5, 30))
  expect(readTime('2026-11-28T13:05:00', { zone: 'Asia/Seoul' })).toBe(Date.UTC(2026, 10, 28, 4, 5))
  expect(readTime('28.11.2026 13:05', { format: 'dd.MM.yyyy HH:mm', zone: '+09:00' })).toBe(
    Date.UTC(2026, 10, 28, 4, 5),
  )
})
