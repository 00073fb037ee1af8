import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { unitOfCode } from '../../../server/ingest/ngsi/unitCode.ts'
import { KEY, smallSite, TestClock } from '../fixture.ts'
import { type Running, startTwin } from '../twinUnderTest.ts'
import { tempFolder } from './stand.ts'

let twin: Running
const clock = new TestClock()
const folder = tempFolder()
beforeAll(async () => {
  const mapping = folder.path('map.json')
  const to = (asset: string, point: string) => ({ to: { asset, point } })
  writeFileSync(
    mapping,
    JSON.stringify({
      version: 1,
      points: [
        {
          from: { ngsi: { entity: 'urn:ngsi-ld:AirQualityObserved:A1', attribute: 'PM2.5' } },
          ...to('airstation', 'pm25'),
        },
        {
          from: { ngsi: { entity: 'urn:ngsi-ld:Device:oven', attribute: 'watts' } },
          ...to('solar', 'power'),
          unit: 'W',
        },
        { from: { datastream: 7 }, ...to('noisemeter', 'level') },
        { from: { datastream: 8 }, ...to('airstation', 'pm10'), scale: 2 },
      ],
    }),
  )
  twin = await startTwin({
    site: smallSite(),
    clock,
    sources: [],
    mapping,
    tickMs: null,
    credential: openCredential('', KEY),
    folders: { client: null, world: null },
    host: '127.0.0.1',
    port: 0,
    version: '0',
  })
})
afterAll(async () => {
  await twin.close()
  folder.remove()
})
/** Each test a second later, so that no sample is a repeat of the test before. */
beforeEach(() => clock.advance(1_000))

const call = (
  method: string,
  path: string,
  body: unknown,
  type = 'application/json',
  key: string | null = KEY,
) =>
  fetch(twin.url + path, {
    method,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': type, ...(key ? { authorization: `Bearer ${key}` } : {}) },
  })
const upsert = (body: unknown, type?: string) =>
  call('POST', '/ngsi-ld/v1/entityOperations/upsert', body, type)
const patch = (id: string, body: unknown) =>
  call('PATCH', `/ngsi-ld/v1/entities/${encodeURIComponent(id)}/attrs`, body)
const now = (asset: string, point: string) => {
  const i = twin.points.find(asset, point)
  return [twin.twin.values[i], twin.twin.quality[i], twin.twin.times[i]]
}
const iso = (back = 0) => new Date(clock.now() - back).toISOString()
const A1 = 'urn:ngsi-ld:AirQualityObserved:A1'

test('normalised entities of a Smart Data Model with an @context are taken by their mapping and unitCode', async () => {
  const answer = await upsert(
    [
      {
        '@context': ['https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld'],
        id: A1,
        type: 'AirQualityObserved',
        name: { type: 'Property', value: '웅남' },
        location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [128.65, 35.2] } },
        refDevice: { type: 'Relationship', object: 'urn:ngsi-ld:Device:9' },
        'PM2.5': { type: 'Property', value: 0.044, unitCode: 'GP', observedAt: iso(500) },
      },
    ],
    'application/ld+json',
  )
  expect([answer.status, await answer.text()]).toEqual([204, ''])
  expect(now('airstation', 'pm25')).toEqual([44, QUALITY.good, clock.now() - 500])
})

test('simplified and concise entities are taken by our own names', async () => {
  const answer = await upsert([
    { id: 'urn:ngsi-ld:Weather:weather', type: 'Weather', temperature: 21.5, humidity: { value: 40 } },
    { id: 'urn:ngsi-ld:Air:airstation', type: 'Air', 'https://smartdatamodels.org/o3': 0.02 },
  ])
  expect(answer.status).toBe(204)
  expect([now('weather', 'temperature')[0], now('weather', 'humidity')[0]]).toEqual([21.5, 40])
  expect(now('airstation', 'o3')[0]).toBe(0.02)
})

test('in a batch the good entities are taken and the others answered one by one (207)', async () => {
  const answer = await upsert([
    { id: A1, type: 'Air', 'PM2.5': 20 },
    { id: 'urn:ngsi-ld:Air:nowhere', type: 'Air', pm25: 1 },
    { id: 'no uri', type: 'Air' },
    {
      id: 'urn:ngsi-ld:Weather:weather',
      type: 'Weather',
      temperature: { type: 'Property', value: 20, unitCode: 'KWT' },
    },
    {
      id: 'urn:ngsi-ld:Weather:weather',
      type: 'Weather',
      temperature: { type: 'Property', value: 20, observedAt: 'now' },
    },
    { id: 'urn:ngsi-ld:Weather:weather', type: 'Weather', temperature: 2_000 },
    7,
  ])
  expect(answer.status).toBe(207)
  const { success, errors } = await answer.json()
  expect(success).toEqual([A1])
  expect(errors.map((e: { error: { title: string } }) => e.error.title)).toEqual([
    'ResourceNotFound',
    'BadRequestData',
    'BadRequestData',
    'BadRequestData',
    'BadRequestData',
    'BadRequestData',
  ])
  expect(errors[0]).toMatchObject({
    entityId: 'urn:ngsi-ld:Air:nowhere',
    error: { type: 'https://uri.etsi.org/ngsi-ld/errors/ResourceNotFound', status: 404 },
  })
  expect(errors[2].error.detail).toMatch(/unitCode KWT does not lead to °C/)
  expect(errors[3].error.detail).toMatch(/"observedAt" must be an ISO 8601 time in UTC/)
  expect(errors[4].error.detail).toMatch(/2000 °C is outside -40 to 60/)
})

test('a batch sent twice is answered alike and counted as repeated', async () => {
  const batch = [{ id: A1, type: 'Air', 'PM2.5': { type: 'Property', value: 25, observedAt: iso() } }]
  expect((await upsert(batch)).status).toBe(204)
  expect((await upsert(batch)).status).toBe(204)
  expect(twin.gate.rejected.get('ngsi duplicate')).toBe(1)
})

test('a line of the mapping that scales wins over what the attribute says', async () => {
  expect(
    (await patch('urn:ngsi-ld:Device:oven', { watts: { type: 'Property', value: 1_500, unitCode: 'KWT' } }))
      .status,
  ).toBe(204)
  expect(now('solar', 'power')[0]).toBe(1.5)
})

test('attributes of an entity are updated: 204, 207 with reasons, 404, 400', async () => {
  expect((await patch(A1, { 'PM2.5': { type: 'Property', value: 31 } })).status).toBe(204)
  const some = await patch(A1, { 'PM2.5': 32, colour: 'red' })
  expect(some.status).toBe(207)
  expect(await some.json()).toEqual({
    updated: ['PM2.5'],
    notUpdated: [{ attributeName: 'colour', reason: 'no point of this site takes it' }],
  })
  expect((await patch('urn:ngsi-ld:Air:nowhere', { pm25: 1 })).status).toBe(404)
  expect((await patch(A1, {})).status).toBe(400)
  expect((await patch(A1, [1])).status).toBe(400)
})

test.each([
  ['upsert of an object', '{}', 'application/json', KEY, 400, 'BadRequestData'],
  ['upsert of nothing', '[]', 'application/json', KEY, 400, 'BadRequestData'],
  ['upsert of broken JSON', '[{', 'application/ld+json', KEY, 400, 'BadRequestData'],
  ['upsert of XML', '<a/>', 'application/xml', KEY, 415, 'BadRequestData'],
  [
    'upsert of a thousand and one',
    JSON.stringify(Array(1_001).fill({})),
    'application/json',
    KEY,
    413,
    'BadRequestData',
  ],
  ['upsert without credential', '[]', 'application/json', null, 401, 'Unauthorized'],
] as const)('%s answers with problem details', async (_, body, type, key, status, title) => {
  const answer = await call('POST', '/ngsi-ld/v1/entityOperations/upsert', body, type, key)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toMatch('application/problem+json')
  expect(await answer.json()).toMatchObject({ title, status, detail: expect.stringMatching(/\w/) })
})

/** UNECE Recommendation 20, codes as published, with the unit they stand for. */
test.each([
  ['CEL', '°C'],
  ['KWT', 'kW'],
  ['KWH', 'kWh'],
  ['GQ', 'µg/m³'],
  ['59', 'ppm'],
  ['A97', 'hPa'],
  ['MTS', 'm/s'],
  ['D54', 'W/m²'],
  ['P1', '%'],
  ['XXX', null],
  ['constructor', null],
])('UN/CEFACT %s is %s', (code, unit) => {
  expect(unitOfCode(code)).toBe(unit)
})

test('an observation is created at its phenomenon time and found under its link', async () => {
  const at = iso(200)
  const answer = await call('POST', '/sta/v1.1/Observations', {
    result: 61.5,
    phenomenonTime: at,
    Datastream: { '@iot.id': 7 },
  })
  expect(answer.status).toBe(201)
  const link = answer.headers.get('location')!
  expect(await answer.json()).toMatchObject({ '@iot.selfLink': link, result: 61.5, phenomenonTime: at })
  expect(now('noisemeter', 'level')).toEqual([61.5, QUALITY.good, clock.now() - 200])
  const found = await fetch(link, { headers: { authorization: `Bearer ${KEY}` } })
  expect(await found.json()).toMatchObject({ result: 61.5, phenomenonTime: at })
})

test('an observation below its datastream takes the end of its interval; ids may be asset/point', async () => {
  const path = `/sta/v1.1/Datastreams('${encodeURIComponent('airstation/no2')}')/Observations`
  const answer = await call('POST', path, { result: 0.01, phenomenonTime: `${iso(3_600_000)}/${iso(100)}` })
  expect(answer.status).toBe(201)
  expect(now('airstation', 'no2')).toEqual([0.01, QUALITY.good, clock.now() - 100])
})

test('data arrays are created row by row: a link for each good one, "error" for each other', async () => {
  const answer = await call('POST', '/sta/v1.1/CreateObservations', [
    {
      Datastream: { '@iot.id': 8 },
      components: ['phenomenonTime', 'result', 'FeatureOfInterest/id'],
      'dataArray@iot.count': 3,
      dataArray: [
        [iso(20), 10, 1],
        [iso(10), 'x', 1],
        [iso(0), 11, 1],
      ],
    },
    { Datastream: { '@iot.id': 'nope' }, components: ['result'], dataArray: [[1]] },
  ])
  expect(answer.status).toBe(201)
  const links: string[] = await answer.json()
  expect(links.map(link => link === 'error')).toEqual([false, true, false, true])
  expect(links[0]).toMatch(/\/sta\/v1\.1\/Observations\('airstation\/pm10\/0\/\d+'\)$/)
  expect(now('airstation', 'pm10')[0]).toBe(22)
})

test.each([
  ['Observations', { result: 1 }, 400, /needs "Datastream"/],
  ['Observations', { result: 1, Datastream: { '@iot.id': 99 } }, 400, /no Datastream 99/],
  ['Observations', { result: 'x', Datastream: { '@iot.id': 7 } }, 400, /"result" must be a finite number/],
  [
    'Observations',
    { result: 1, phenomenonTime: 'x', Datastream: { '@iot.id': 7 } },
    400,
    /"phenomenonTime" must be/,
  ],
  ['Observations', { result: 900, Datastream: { '@iot.id': 7 } }, 400, /outside/],
  ['Observations', [], 400, /must be an observation/],
  ['Things', {}, 404, /POST goes to/],
  ['CreateObservations', {}, 400, /must be an array/],
  ['CreateObservations', [{ components: ['result'], dataArray: [[1, 2]] }], 400, /element 0: "dataArray"/],
  [
    'CreateObservations',
    [{ components: [], dataArray: [] }],
    400,
    /"components" must be a list with "result"/,
  ],
] as const)('SensorThings %s of %j answers %i', async (path, body, status, words) => {
  const answer = await call('POST', `/sta/v1.1/${path}`, body)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({
    code: status,
    type: 'error',
    message: expect.stringMatching(words),
  })
})
