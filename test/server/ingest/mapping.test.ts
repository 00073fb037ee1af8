import { renameSync, writeFileSync } from 'node:fs'
import mqtt from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { MqttIntake } from '../../../server/ingest/MqttIntake.ts'
import { ngsiKey, readMapping, sparkplugKey } from '../../../server/ingest/mapping/MappingTable.ts'
import { mqttBroker } from '../../../server/ingest/mqttBroker.ts'
import { freePort } from '../../freePort.ts'
import { KEY } from '../fixture.ts'
import { stand, tempFolder } from './stand.ts'

let folder: ReturnType<typeof tempFolder>
const closing: (() => unknown)[] = []
beforeEach(() => {
  folder = tempFolder()
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  folder.remove()
})

const file = (points: unknown, version: unknown = 1) => JSON.stringify({ version, points })
const to = { asset: 'airstation', point: 'pm25' }
const read = (text: string) => readMapping('map.json', text, stand().points)

test('every kind of foreign name finds its point, with scale, offset and unit folded into one', () => {
  const { points } = stand()
  const table = read(
    file([
      { from: { mqtt: { topic: 'plant/1', path: '$.a[2].b' } }, to },
      {
        from: { sparkplug: { group: 'g', node: 'n', metric: 'M/1' } },
        to: { asset: 'solar', point: 'power' },
        unit: 'MW',
      },
      {
        from: { ngsi: { entity: 'urn:x', attribute: 'temp' } },
        to: { asset: 'weather', point: 'temperature' },
        unit: '°F',
      },
      { from: { datastream: 42 }, to: { asset: 'parking', point: 'stall', part: 7 }, scale: -1, offset: 1 },
      {
        from: { opcua: 'ns=2;s=A' },
        to: { asset: 'airstation', point: 'pm10' },
        scale: 10,
        offset: 3,
        unit: 'mg/m³',
      },
    ]),
  )
  expect(table.size).toBe(5)
  expect(table.topics.get('plant/1')).toEqual([
    { point: points.find('airstation', 'pm25'), scale: 1, offset: 0, path: ['a', 2, 'b'] },
  ])
  expect(table.sparkplug.get(sparkplugKey('g', 'n', null, 'M/1'))).toMatchObject({ scale: 1_000, offset: 0 })
  const fahrenheit = table.ngsi.get(ngsiKey('urn:x', 'temp'))!
  expect(212 * fahrenheit.scale + fahrenheit.offset).toBeCloseTo(100)
  expect(table.datastreams.get('42')).toMatchObject({
    point: points.find('parking', 'stall', 7),
    scale: -1,
    offset: 1,
  })
  expect(table.opcua.get('ns=2;s=A')).toMatchObject({ scale: 10_000, offset: 3_000 })
})

test.each([
  ['{', /map\.json cannot be read:\n.*JSON/],
  [file([], 2), /version: must be 1/],
  [file([{ from: {}, to }]), /points\[0\]\.from: must hold exactly one of mqtt, sparkplug/],
  [file([{ from: { datastream: 1, opcua: 'i=1' }, to }]), /points\[0\]\.from: must hold exactly one/],
  [
    file([{ from: { mqtt: { topic: 'a/+/b' } }, to }]),
    /points\[0\]\.from\.mqtt\.topic: must be one exact topic/,
  ],
  [file([{ from: { mqtt: { topic: 'a', path: 'a.b' } }, to }]), /path: must look like \$\.data/],
  [file([{ from: { opcua: 'Line1' }, to }]), /points\[0\]\.from\.opcua: must be a node id such as/],
  [
    file([{ from: { datastream: 1 }, to: { asset: 'nowhere', point: 'pm25' } }]),
    /points\[0\]\.to\.asset: no asset nowhere/,
  ],
  [
    file([{ from: { datastream: 1 }, to: { ...to, point: 'pm2' } }]),
    /points\[0\]\.to\.point: airstation has no point pm2; it has pm10, pm25/,
  ],
  [
    file([{ from: { datastream: 1 }, to: { ...to, part: 3 } }]),
    /points\[0\]\.to\.part: airstation\/pm25 has no part 3/,
  ],
  [
    file([{ from: { datastream: 1 }, to, unit: 'kW' }]),
    /points\[0\]\.unit: kW does not convert to µg\/m³.*use scale/,
  ],
  [file([{ from: { datastream: 1 }, to, scale: 0 }]), /points\[0\]\.scale: must not be 0/],
  [file([{ from: { datastream: 1 }, to, extra: 1 }]), /points\[0\].*extra/],
  [
    file([
      { from: { datastream: 1 }, to },
      { from: { datastream: 1 }, to: { ...to, point: 'pm10' } },
    ]),
    /points\[1\]\.from: is already in points\[0\]; remove one/,
  ],
  [
    file([
      { from: { datastream: 1 }, to },
      { from: { datastream: 2 }, to },
    ]),
    /points\[1\]\.to: is already fed by points\[0\]/,
  ],
])('%s is refused with place and remedy', (text, words) => {
  expect(() => read(text)).toThrow(words)
})

test('of a thousand faults the first twenty are named and the rest counted', () => {
  const bad = Array.from({ length: 1_000 }, (_, k) => ({
    from: { datastream: k },
    to: { asset: 'x', point: 'y' },
  }))
  expect(() => read(file(bad))).toThrow(/points\[19\][\s\S]*980 more/)
})

test('a changed file is in force within a second; a bad one leaves the old and says why', async () => {
  const path = folder.path('map.json')
  writeFileSync(path, file([{ from: { mqtt: { topic: 'a' } }, to }]))
  const { mapping } = stand(path)
  closing.push(mapping.watch())
  let changes = 0
  mapping.changed(() => changes++)
  await new Promise(resolve => setTimeout(resolve, 100))
  writeFileSync(folder.path('new'), file([{ from: { mqtt: { topic: 'bb' } }, to }]))
  renameSync(folder.path('new'), path)
  await expect.poll(() => [...mapping.table.topics.keys()], { timeout: 5_000 }).toEqual(['bb'])
  writeFileSync(path, '{"version":1,"points":[{"from":{}}]}')
  await expect
    .poll(() => mapping.state.error, { timeout: 5_000 })
    .toMatch(/points\[0\].*\n.*[\s\S]*before it still works/)
  expect([...mapping.table.topics.keys()]).toEqual(['bb'])
  expect(mapping.state.entries).toBe(1)
  writeFileSync(path, file([]))
  await expect.poll(() => mapping.state, { timeout: 5_000 }).toMatchObject({ entries: 0, error: null })
  expect(changes).toBe(2)
})

test('a mapping that is bad at the start stops the start', () => {
  const path = folder.path('map.json')
  writeFileSync(path, '[]')
  expect(() => stand(path)).toThrow(/map\.json cannot be read/)
})

test('mapped topics are read by JSON path through our broker; others are refused', async () => {
  const path = folder.path('map.json')
  writeFileSync(
    path,
    file([
      { from: { mqtt: { topic: 'plant/air', path: '$.dust.fine' } }, to },
      {
        from: { mqtt: { topic: 'plant/air', path: '$.dust.coarse' } },
        to: { ...to, point: 'pm10' },
        scale: 2,
      },
    ]),
  )
  const what = stand(path)
  const port = await freePort()
  closing.push(await mqttBroker('127.0.0.1', port, openCredential('', KEY)).start(what.gate, what.mapping))
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { username: 'device', password: KEY })
  closing.push(() => client.endAsync(true))
  await client.publishAsync('plant/air', '{"dust":{"fine":33,"coarse":21}}', { qos: 1 })
  await expect.poll(() => what.now('airstation', 'pm10')).toEqual([42, QUALITY.good])
  expect(what.now('airstation', 'pm25')).toEqual([33, QUALITY.good])
  await client.publishAsync('plant/air', '{"dust":{"fine":"much"}}', { qos: 1 })
  await expect.poll(() => what.gate.rejected.get('mqtt notANumber')).toBe(1)
  client.publish('plant/other', '1')
  await expect.poll(() => what.gate.rejected.get('mqtt malformed')).toBe(1)
})

test('plain payloads are numbers as JSON writes them, and nothing that only looks like one', () => {
  const what = stand()
  const intake = new MqttIntake(what.gate, what.mapping)
  const topic = 'changwon/airstation/pm25'
  intake.take(topic, Buffer.from('1'))
  for (const [k, bad] of [
    '0x10',
    '1_0',
    ' ',
    '',
    'NaN',
    'Infinity',
    '{"value":"3"}',
    '[1]',
    'true',
  ].entries()) {
    intake.take(topic, Buffer.from(bad))
    const { rejected } = what.gate
    expect(
      [...rejected.values()].reduce((a, b) => a + b, 0),
      bad,
    ).toBe(k + 1)
  }
  for (const [good, value] of [
    ['12.5', 12.5],
    ['-0', -0],
    ['1e2', 100],
    ['{"value":7,"unit":"mg/m3","at":1}', 100],
    [' 5', 5],
  ] as const) {
    intake.take(topic, Buffer.from(good))
    intake.stop()
    expect(what.now('airstation', 'pm25')[0], good).toBe(value)
  }
})
