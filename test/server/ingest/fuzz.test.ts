import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCredential } from '../../../server/ingest/credential.ts'
import { MqttRoutes } from '../../../server/ingest/MqttRoutes.ts'
import { readTime } from '../../../server/ingest/readTime.ts'
import { KEY, NOON, runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { stand } from './stand.ts'

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
const counted = (source: string) => sum(twin.gate.accepted, source) + sum(twin.gate.rejected, source)

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

test('NGSI-LD: each entity is taken or answered, and each that is not taken is counted', async () => {
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
      expect(counted('ngsi') - before).toBeGreaterThanOrEqual(entities.length)
    }),
    runs,
  )
})

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
