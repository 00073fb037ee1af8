import { writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { MqttIntake } from '../../../server/ingest/MqttIntake.ts'
import { MqttRoutes } from '../../../server/ingest/MqttRoutes.ts'
import { loggedIn } from '../accounts/frontDoor.ts'
import { KEY, NOON, runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { stand, tempFolder } from './stand.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function mappingFile(points: object[]): string {
  const folder = tempFolder()
  closing.push(folder.remove)
  const path = folder.path('map.json')
  writeFileSync(path, JSON.stringify({ version: 1, points }))
  return path
}

async function twinOf(points: object[] = []): Promise<Running> {
  const twin = await runTwin(new TestClock(), [], null, {
    credential: openCredential('', KEY),
    mapping: mappingFile(points),
  })
  closing.push(() => twin.close())
  return twin
}

const post = (twin: Running, path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${twin.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
    body,
  })
const valueIn = (twin: Running, asset: string, point: string, part = 0) => {
  const i = twin.points.find(asset, point, part)
  return [twin.twin.values[i], twin.twin.quality[i]]
}
const json = JSON.stringify
const air = (value: number, more: object = {}) => ({ asset: 'airstation', point: 'pm25', value, ...more })

test('what a broker had kept is of unknown age: stale, no alarm, no history; the next message is live', async () => {
  const { gate, mapping, twin, points, alarms, now } = stand()
  const routes = new MqttRoutes(gate, mapping, () => undefined)
  closing.push(() => routes.stop())
  const heard: number[] = []
  twin.hearNew(point => heard.push(point))
  expect(routes.take('changwon/airstation/pm25', Buffer.from('140'), undefined, true)).toBeNull()
  expect(routes.take('changwon/airstation/pm10', Buffer.from('{"value": 260}'), undefined, true)).toBeNull()
  expect(now('airstation', 'pm25')).toEqual([140, QUALITY.stale])
  expect(now('airstation', 'pm10')).toEqual([260, QUALITY.stale])
  expect(twin.times[points.find('airstation', 'pm25')]).toBe(0)
  expect([alarms.standing.size, heard]).toEqual([0, []])
  expect(gate.tally('mqtt').report(NOON)).toMatchObject({ accepted: 2, unknownAge: 2 })
  routes.take('changwon/airstation/pm25', Buffer.from('141'))
  await expect.poll(() => now('airstation', 'pm25')).toEqual([141, QUALITY.good])
  routes.take('changwon/airstation/pm25', Buffer.from('140'), undefined, true)
  expect(now('airstation', 'pm25')).toEqual([141, QUALITY.good])
  expect(gate.rejected.get('mqtt duplicate')).toBe(1)
  expect(gate.recent.at(-1)!.detail).toMatch(/a newer value is there than the one the broker had kept/)
})

test('a retained message that names its own time is as old as it says', async () => {
  const { gate, mapping, twin, points } = stand()
  const routes = new MqttRoutes(gate, mapping, () => undefined)
  closing.push(() => routes.stop())
  const old = `{"value": 60, "at": ${NOON - 3_600_000}}`
  routes.take('changwon/airstation/pm25', Buffer.from(old), undefined, true)
  await expect.poll(() => twin.times[points.find('airstation', 'pm25')]).toBe(NOON - 3_600_000)
})

test.each([
  ['2026-05-12T12:00:00', /names no zone: add Z or \+09:00/],
  ['2026-05-12', /must be an ISO 8601 time/],
  ['May 12, 2026', /must be an ISO 8601 time/],
  ['2026-02-30T12:00:00Z', /is no time that there is/],
  [null, /must be an ISO 8601 time/],
])('at HTTP the time %j is refused with its remedy', async (at, words) => {
  const twin = await twinOf()
  const answer = await (await post(twin, '/api/samples', json({ samples: [air(22, { at })] }))).json()
  expect(answer).toMatchObject({
    accepted: 0,
    rejected: [{ reason: 'malformed', detail: expect.stringMatching(words) }],
  })
  expect(valueIn(twin, 'airstation', 'pm25')[1]).toBe(QUALITY.none)
})

test('a key with a dot is found by the path as people write it, or quoted', async () => {
  const topic = 'tele/dust-3/SENSOR'
  const from = (path: string) => ({ mqtt: { topic, path } })
  const what = stand(
    mappingFile([
      { from: from('$.DUST.PM2.5'), to: { asset: 'airstation', point: 'pm25' } },
      { from: from("$['DUST']['PM10']"), to: { asset: 'airstation', point: 'pm10' } },
    ]),
  )
  const intake = new MqttIntake(what.gate, what.mapping)
  closing.push(() => intake.stop())
  expect(intake.take(topic, Buffer.from('{"DUST":{"PM2.5":12.5,"PM10":33.1}}'))).toBeNull()
  await expect.poll(() => what.now('airstation', 'pm25')).toEqual([12.5, QUALITY.good])
  expect(what.now('airstation', 'pm10')).toEqual([33.1, QUALITY.good])
})

test('a path that finds nothing for ten messages is told with what is there; a message of nothing is refused', () => {
  const what = stand(
    mappingFile([
      { from: { mqtt: { topic: 't', path: '$.a' } }, to: { asset: 'airstation', point: 'pm25' } },
      { from: { mqtt: { topic: 't', path: '$.b' } }, to: { asset: 'airstation', point: 'pm10' } },
    ]),
  )
  const intake = new MqttIntake(what.gate, what.mapping)
  closing.push(() => intake.stop())
  for (let n = 0; n < 10; n++) {
    expect(what.gate.rejected.get('mqtt malformed')).toBeUndefined()
    intake.take('t', Buffer.from('{"a": 1, "c": {"d": 2}}'))
  }
  expect(what.gate.recent.at(-1)!.detail).toMatch(
    /t has had nothing at \$\.b for 10 messages; it holds a, c → d/,
  )
  intake.take('t', Buffer.from('{"x": 1}'))
  expect(what.gate.recent.at(-1)!.detail).toMatch(/t holds none of \$\.a, \$\.b; it holds x/)
})

test('texts are the states that a mapping names, in any script; one that is not named is refused and counted', async () => {
  const what = stand(
    mappingFile([
      {
        from: { mqtt: { topic: 'door/7', path: '$.state' } },
        to: { asset: 'firedetector', point: 'smoke' },
        states: { 운전: 1, 정지: 0, ON: 1 },
      },
      { from: { mqtt: { topic: 'lot/{part}' } }, to: { asset: 'parking', point: 'stall', firstPart: 1 } },
    ]),
  )
  const intake = new MqttIntake(what.gate, what.mapping)
  closing.push(() => intake.stop())
  intake.take('door/7', Buffer.from('{"state":"운전"}'))
  await expect.poll(() => what.now('firedetector', 'smoke')).toEqual([1, QUALITY.good])
  intake.take('door/7', Buffer.from('{"state":"broken"}'))
  expect(what.gate.rejected.get('mqtt notANumber')).toBe(1)
  expect(what.gate.recent.at(-1)!.detail).toMatch(
    /must be a finite number, or a text that the mapping names under "states".* not "broken"/,
  )
  intake.take('lot/60', Buffer.from('occupied'))
  intake.take('lot/1', Buffer.from('free'))
  await expect.poll(() => what.now('parking', 'stall', 59)).toEqual([1, QUALITY.good])
  expect(what.now('parking', 'stall', 0)).toEqual([0, QUALITY.good])
  expect(what.mapping.state.entries).toBe(61)
})

test('an entity of parking spots says by text what is taken, and an hour or a Korean name in its id is no trouble', async () => {
  const id = 'urn:ngsi-ld:ParkingSpot:lot-a:3'
  const korean = 'urn:ngsi-ld:AirQualityObserved:창원-웅남:2026-05-12T12:00:00'
  const twin = await twinOf([
    {
      from: { ngsi: { entity: id, attribute: 'status' } },
      to: { asset: 'parking', point: 'stall', part: 3 },
    },
    {
      from: { ngsi: { entity: 'urn:ngsi-ld:AirQualityObserved:창원-웅남:*', attribute: 'PM25' } },
      to: { asset: 'airstation', point: 'pm25' },
      time: { path: '$.dateObserved', zone: 'Asia/Seoul' },
    },
  ])
  const spots = [{ id, type: 'ParkingSpot', name: 'A-3', status: 'occupied' }]
  expect((await post(twin, '/ngsi-ld/v1/entityOperations/upsert', json(spots))).status).toBe(204)
  expect(valueIn(twin, 'parking', 'stall', 3)).toEqual([1, QUALITY.good])
  const observed = [
    { id: korean, type: 'AirQualityObserved', PM25: 44, dateObserved: '2026-05-12T11:59:00' },
    {
      id: encodeURI('urn:ngsi-ld:WeatherObserved:weather:2026-05-12T12'),
      type: 'WeatherObserved',
      humidity: 51,
    },
  ]
  const answer = await post(twin, '/ngsi-ld/v1/entityOperations/upsert', json(observed))
  expect([answer.status, await answer.text()]).toEqual([204, ''])
  expect(valueIn(twin, 'airstation', 'pm25')).toEqual([44, QUALITY.good])
  expect(twin.twin.times[twin.points.find('airstation', 'pm25')]).toBe(NOON - 60_000)
  expect(valueIn(twin, 'weather', 'humidity')).toEqual([51, QUALITY.good])
})

test('a notification of a context broker is taken', async () => {
  const twin = await twinOf()
  const notification = {
    id: 'urn:ngsi-ld:Notification:0001',
    type: 'Notification',
    subscriptionId: 'urn:ngsi-ld:Subscription:twin',
    notifiedAt: '2026-11-28T04:00:00.000Z',
    data: [
      {
        id: 'urn:ngsi-ld:OffStreetParking:parking',
        type: 'OffStreetParking',
        occupied: { type: 'Property', value: 31 },
      },
    ],
  }
  expect((await post(twin, '/ngsi-ld/v1/notifications', json(notification))).status).toBe(204)
  expect(valueIn(twin, 'parking', 'occupied')).toEqual([31, QUALITY.good])
  expect((await post(twin, '/ngsi-ld/v1/notifications', '{}')).status).toBe(400)
})

const compressed: readonly [string, string][] = [
  [
    'NBIRTH/edge-9',
    '12160a09616c676f726974686d200c7a074445464c415445221253504256312e305f434f4d505245535345442a33789c13e2e6624d4a094e2d54e088601092e212f1cb4f495570cecf2b29cacfd10f4a4dca2c2ac950e02e6090600000e3c90b1f',
  ],
  [
    'DBIRTH/edge-9/factory',
    '12160a09616c676f726974686d200c7a074445464c415445221253504256312e305f434f4d505245535345442a1c789c1312e1622dc82f4f2d126054e0ca640083160709460036a303e4',
  ],
  [
    'DDATA/edge-9/factory',
    '12160a09616c676f726974686d200c7a074445464c415445221253504256312e305f434f4d505245535345442a1d789c1312e1622dc82f4f2d126054e0ca6400818a160709260038fc045d',
  ],
]

test('compressed Sparkplug is read, dies, and is asked for no birth', async () => {
  const { gate, mapping, now } = stand()
  const orders: string[] = []
  const routes = new MqttRoutes(gate, mapping, topic => orders.push(topic))
  closing.push(() => routes.stop())
  for (const [topic, hex] of compressed)
    expect(routes.take(`spBv1.0/Plant/${topic}`, Buffer.from(hex, 'hex'))).toBeNull()
  await expect.poll(() => now('factory', 'power')).toEqual([655, QUALITY.good])
  routes.take('spBv1.0/Plant/NDEATH/edge-9', Buffer.from('120b0a05626453657120085800', 'hex'))
  expect(now('factory', 'power')).toEqual([655, QUALITY.stale])
  expect([orders, gate.rejected.size]).toEqual([[], 0])
})

test('a compressed payload that unfolds without bound, or by a way unknown, is refused as compressed', () => {
  const { gate, mapping } = stand()
  const routes = new MqttRoutes(gate, mapping, () => undefined)
  closing.push(() => routes.stop())
  const wrap = (body: Buffer) => {
    const uuid = Buffer.from('SPBV1.0_COMPRESSED')
    const length = (n: number) => (n < 128 ? [n] : [(n & 127) | 128, n >> 7])
    return Buffer.concat([
      Buffer.from([0x22, uuid.length]),
      uuid,
      Buffer.from([0x2a, ...length(body.length)]),
      body,
    ])
  }
  const bomb = deflateSync(Buffer.alloc(8 * 1024 * 1024))
  for (const body of [bomb, gzipSync('x'), Buffer.from('no')])
    routes.take('spBv1.0/Plant/NBIRTH/edge-9', wrap(body))
  expect(gate.rejected.get('sparkplug malformed')).toBe(3)
  for (const { detail } of gate.recent) expect(detail).toMatch(/compressed/)
})

test.each([
  ['gzip', gzipSync],
  ['GZIP', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('bodies in %s are read, JSON and NDJSON', async (coding, fold) => {
  const twin = await twinOf()
  const one = await post(twin, '/api/samples', fold(json({ samples: [air(23)] })), {
    'content-encoding': coding,
  })
  expect([one.status, await one.json()]).toEqual([200, { accepted: 1, rejected: [] }])
  const lines = `${json(air(24))}\n${json({ ...air(41), point: 'pm10' })}\n`
  const two = await post(twin, '/api/samples', fold(lines), {
    'content-encoding': coding,
    'content-type': 'application/x-ndjson',
  })
  expect([two.status, await two.json()]).toMatchObject([200, { accepted: 2, rejectedCount: 0 }])
  expect(valueIn(twin, 'airstation', 'pm25')).toEqual([24, QUALITY.good])
})

test('a body in an unknown coding is 415, one that is none 400, one that unfolds without end 413; all told', async () => {
  const twin = await twinOf()
  const send = async (body: BodyInit, coding: string, type = 'application/json') => {
    const reply = await post(twin, '/api/samples', body, { 'content-encoding': coding, 'content-type': type })
    return [reply.status, await reply.text()]
  }
  expect(await send('x', 'zstd')).toEqual([415, expect.stringMatching(/zstd.*gzip/)])
  expect(await send('x', 'gzip')).toEqual([400, expect.stringMatching(/no gzip/)])
  expect((await send(gzipSync(Buffer.alloc(3_000_000, 32)), 'gzip'))[0]).toBe(413)
  const before = process.memoryUsage().rss
  expect((await send(gzipSync(Buffer.alloc(200_000_000)), 'gzip', 'application/x-ndjson'))[0]).toBe(413)
  expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
})

test('the scheme of a credential has no case, and Expect is answered', async () => {
  const twin = await twinOf()
  const body = json({ samples: [air(21)] })
  const reply = await post(twin, '/api/samples', body, { authorization: `bearer ${KEY}` })
  expect(await reply.json()).toMatchObject({ accepted: 1 })
  const { port } = new URL(twin.url)
  const socket = createConnection(Number(port), '127.0.0.1')
  closing.push(() => socket.destroy())
  let answer = ''
  socket.on('data', chunk => (answer += chunk))
  socket.write(
    `POST /api/samples HTTP/1.1\r\nhost: x\r\nauthorization: BEARER ${KEY}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`,
  )
  await expect.poll(() => answer, { timeout: 10_000 }).toMatch(/^HTTP\/1\.1 100 /)
  socket.write(body)
  await expect.poll(() => answer, { timeout: 10_000 }).toMatch(/HTTP\/1\.1 200 [\s\S]*"accepted":1/)
})

test('SensorThings: quality is heard, an interval ends when it ends, a time without zone is refused', async () => {
  const twin = await twinOf()
  const send = (body: object) =>
    post(twin, '/sta/v1.1/Observations', json({ Datastream: { '@iot.id': 'airstation/pm25' }, ...body }))
  expect((await send({ result: 31, resultQuality: 'bad' })).status).toBe(201)
  expect(valueIn(twin, 'airstation', 'pm25')).toEqual([31, QUALITY.bad])
  const quality = { DQ_Status: { code: 'good' } }
  const span = '2026-05-12T02:00:00Z/2026-05-12T11:59:00+09:00'
  expect((await send({ result: 32, resultQuality: quality, phenomenonTime: span })).status).toBe(201)
  const refused = await send({ result: 33, resultQuality: 'purple' })
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringMatching(/must say good or bad/)])
  const zoneless = await send({ result: 33, phenomenonTime: '2026-05-12T12:00:00' })
  expect([zoneless.status, await zoneless.text()]).toEqual([400, expect.stringMatching(/add Z or \+09:00/)])
})

test('data older than a day goes into history and leaves the present alone; older than history is refused', async () => {
  const twin = await twinOf()
  const at = NOON - 26 * 3_600_000
  const body = json({ samples: [air(77, { at }), air(78, { at: NOON - 40 * 86_400_000 })] })
  expect(await (await post(twin, '/api/samples', body)).json()).toMatchObject({
    accepted: 1,
    rejected: [{ index: 1, reason: 'tooOld', detail: expect.stringMatching(/30 days/) }],
  })
  expect(valueIn(twin, 'airstation', 'pm25')[1]).toBe(QUALITY.none)
  const from = new Date(at - 60_000).toISOString()
  const to = new Date(at + 60_000).toISOString()
  await expect
    .poll(async () =>
      (await fetch(`${twin.url}/api/points/airstation/pm25/history?from=${from}&to=${to}`)).text(),
    )
    .toMatch(/77/)
})

test('a mapping is tried on a recorded message by engineers, before it is in force', async () => {
  const twin = await twinOf()
  const mapping = {
    version: 1,
    points: [
      {
        from: { mqtt: { topic: 't', path: '$.DUST.PM2.5' } },
        to: { asset: 'airstation', point: 'pm25' },
        time: { path: '$.at', zone: '+09:00' },
      },
      { from: { mqtt: { topic: 't', path: '$.w' } }, to: { asset: 'airstation', point: 'pm10' } },
    ],
  }
  const message = { topic: 't', payload: { DUST: { 'PM2.5': 12.5 }, at: '2026-05-12T12:00:00' } }
  const engineer = await loggedIn(twin, 'engineer')
  const answer = await engineer.send('POST', '/api/mapping/try', { mapping, message })
  expect(answer.body).toEqual({
    entries: 2,
    tried: [
      {
        from: 't $.DUST.PM2.5',
        asset: 'airstation',
        point: 'pm25',
        part: 0,
        value: 12.5,
        unit: 'µg/m³',
        at: '2026-05-12T03:00:00.000Z',
      },
      { from: 't $.w', asset: 'airstation', point: 'pm10', part: 0, refused: 'nothing is at this path' },
    ],
  })
  expect(valueIn(twin, 'airstation', 'pm25')[1]).toBe(QUALITY.none)
  const bad = await engineer.send('POST', '/api/mapping/try', { mapping: { version: 2 }, message })
  expect([bad.status, bad.body.error]).toEqual([400, expect.stringMatching(/version: must be 1/)])
  const operator = await loggedIn(twin, 'operator')
  expect((await operator.send('POST', '/api/mapping/try', { mapping, message })).status).toBe(403)
})

test('staff see which device sends what is refused, with an example; the public sees neither', async () => {
  const twin = await twinOf()
  await post(twin, '/api/samples', json({ samples: [air(22, { unit: 'kW' })] }))
  const staff = await (await loggedIn(twin, 'operator')).send('GET', '/api/ingest')
  expect(staff.body.devices).toMatchObject([
    {
      device: 'device',
      source: 'http',
      refused: 1,
      lastReason: 'wrongUnit',
      example: expect.stringMatching(/"unit":"kW"/),
    },
  ])
  const everyone = await (await fetch(`${twin.url}/api/ingest`)).json()
  expect([everyone.devices, everyone.recent]).toEqual([[], []])
})

test('the time of a message is a field that the mapping names, in its format and zone, or that of arrival', async () => {
  const to = (point: string) => ({ asset: 'airstation', point })
  const from = (topic: string) => ({ mqtt: { topic, path: '$.v' } })
  const what = stand(
    mappingFile([
      {
        from: from('a'),
        to: to('pm25'),
        time: { path: '$.t', format: 'yyyyMMddHHmmss', zone: 'Asia/Seoul' },
      },
      { from: from('b'), to: to('pm10'), time: { path: '$.t', format: 's' } },
      { from: from('c'), to: to('o3'), time: 'arrival' },
    ]),
  )
  const intake = new MqttIntake(what.gate, what.mapping)
  closing.push(() => intake.stop())
  intake.take('a', Buffer.from('{"v": 10, "t": "20260512115900"}'))
  intake.take('b', Buffer.from(`{"v": 11, "t": ${NOON / 1000 - 30}}`))
  intake.take('c', Buffer.from('{"v": 0.05, "t": "1999-01-01T00:00:00"}'))
  intake.take('a', Buffer.from('{"v": 12}'))
  const time = (point: string) => what.twin.times[what.points.find('airstation', point)]
  await expect.poll(() => time('pm25')).toBe(NOON - 60_000)
  expect([time('pm10'), time('o3')]).toEqual([NOON - 30_000, NOON])
  expect(what.gate.recent.at(-1)!.detail).toMatch(/the time that the mapping names is not there/)
  expect(what.mapping.state.atArrival).toBe(1)
})
