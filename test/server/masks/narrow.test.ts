import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCredential } from '../../../server/ingest/credential.ts'
import { mqttBroker } from '../../../server/ingest/mqttBroker.ts'
import { freePort } from '../../freePort.ts'
import { until } from '../attack/rawLine.ts'
import { KEY, runTwin, TestClock } from '../fixture.ts'
import { readSparkplug, sparkplug } from '../ingest/sparkplugMessage.ts'
import type { Running } from '../twinUnderTest.ts'
import { markedSite } from './markedSite.ts'

/** What the public may not know of: an asset with a point of it. */
const HIDDEN = ['camera-zq81', 'state'] as const
const NOWHERE = ['camera-zq82', 'state'] as const
/** What everybody may know of, but this device not say. */
const OTHERS = ['solar', 'power'] as const

let twin: Running
let port: number
let key: string
beforeAll(async () => {
  port = await freePort()
  const clock = new TestClock()
  const credential = openCredential('', KEY)
  const broker = mqttBroker('127.0.0.1', port, credential)
  twin = await runTwin(clock, [broker], null, { site: markedSite(), credential })
  key = (await twin.devices.add('air-1', ['airstation'], ['http', 'mqtt'], 10_000))!.key
  clock.advance(2_000)
  const isIn = async (): Promise<boolean> =>
    !(await ask('POST', '/api/samples', { samples: [] })).startsWith('401')
  expect(await until(isIn)).toBe(true)
})
afterAll(() => twin?.close())

async function ask(method: string, path: string, body?: unknown, type = 'application/json'): Promise<string> {
  const answer = await fetch(twin.url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return `${answer.status} ${await answer.text()}`
}

const doors: readonly (readonly [string, (asset: string, point: string) => Promise<string>])[] = [
  ['samples', (asset, point) => ask('POST', '/api/samples', { samples: [{ asset, point, value: 1 }] })],
  [
    'a stream of samples',
    (asset, point) =>
      ask('POST', '/api/samples', `${JSON.stringify({ asset, point, value: 1 })}\n`, 'application/x-ndjson'),
  ],
  [
    'a part of an asset',
    (asset, point) => ask('POST', '/api/samples', { samples: [{ asset, point, part: 7, value: 1 }] }),
  ],
  [
    'a point that is none',
    asset => ask('POST', '/api/samples', { samples: [{ asset, point: 'x', value: 1 }] }),
  ],
  [
    'a unit that is none',
    (asset, point) => ask('POST', '/api/samples', { samples: [{ asset, point, value: 1, unit: 'X' }] }),
  ],
  [
    'a value out of range',
    (asset, point) => ask('POST', '/api/samples', { samples: [{ asset, point, value: 1e300 }] }),
  ],
  [
    'SensorThings',
    (asset, point) =>
      ask('POST', '/sta/v1.1/Observations', { result: 1, Datastream: { '@iot.id': `${asset}/${point}` } }),
  ],
  [
    'a Datastream of SensorThings',
    (asset, point) =>
      ask('POST', `/sta/v1.1/Datastreams(${encodeURIComponent(`'${asset}/${point}'`)})/Observations`, {
        result: 1,
      }),
  ],
  [
    'an observation read',
    (asset, point) => ask('GET', `/sta/v1.1/Observations(${encodeURIComponent(`'${asset}/${point}'`)})`),
  ],
  [
    'a data array',
    (asset, point) =>
      ask('POST', '/sta/v1.1/CreateObservations', [
        { Datastream: { '@iot.id': `${asset}/${point}` }, components: ['result'], dataArray: [[1]] },
      ]),
  ],
  [
    'NGSI-LD',
    (asset, point) =>
      ask('POST', '/ngsi-ld/v1/entities', { id: asset, type: 'T', [point]: { type: 'Property', value: 1 } }),
  ],
  [
    'a batch of NGSI-LD',
    (asset, point) =>
      ask('POST', '/ngsi-ld/v1/entityOperations/upsert', [
        { id: asset, type: 'T', [point]: { type: 'Property', value: 1 } },
      ]),
  ],
  [
    'attributes of NGSI-LD',
    (asset, point) =>
      ask('PATCH', `/ngsi-ld/v1/entities/${asset}/attrs`, { [point]: { type: 'Property', value: 1 } }),
  ],
  ['the asset', asset => ask('GET', `/api/assets/${asset}`)],
  ['its history', (asset, point) => ask('GET', `/api/points/${asset}/${point}/history`)],
  ['its alarms', asset => ask('GET', `/api/alarms?asset=${asset}`)],
  ['its administration shell', asset => ask('GET', `/aas/${asset}`)],
  ['its shell among all', asset => ask('GET', `/aas/shells/${Buffer.from(asset).toString('base64url')}`)],
]

/** The same text whatever asset it names. */
function blank(text: string, asset: string): string {
  return text
    .replaceAll(asset, '…')
    .replaceAll(Buffer.from(asset).toString('base64url'), '…')
    .replaceAll(encodeURIComponent(asset), '…')
    .replace(/req-\w+/g, '')
}

test.each(doors)('a narrow device cannot tell by %s whether a hidden asset is there', async (_, door) => {
  const hidden = blank(await door(...HIDDEN), HIDDEN[0])
  expect(hidden).toBe(blank(await door(...NOWHERE), NOWHERE[0]))
  expect(hidden).not.toMatch(/^(5\d\d|429)/)
})

test('the doors do take what the device may say', async () => {
  expect(
    await ask('POST', '/api/samples', { samples: [{ asset: 'airstation', point: 'pm25', value: 20 }] }),
  ).toMatch(/^200 \{"accepted":1/)
  expect(twin.points.assetIndex(HIDDEN[0])).toBeGreaterThanOrEqual(0)
  expect(twin.sight.seesPoint('public', twin.points.find(...HIDDEN))).toBe(false)
})

async function dial(protocolVersion: 4 | 5): Promise<MqttClient> {
  return mqtt.connectAsync(
    `mqtt://127.0.0.1:${port}`,
    { username: 'air-1', password: key, reconnectPeriod: 0, protocolVersion },
    false,
  )
}

test.each([4, 5] as const)('MQTT %i answers alike to hidden, others’ and unknown topics', async version => {
  const client = await dial(version)
  const said: string[] = []
  client.on('message', topic => said.push(topic))
  const heard = async (asset: string, point: string): Promise<string[]> => {
    const answers: string[] = []
    const subscribe = (topic: string) =>
      client.subscribeAsync(topic, { qos: 1 }).then(
        granted => JSON.stringify(granted.map(({ qos }) => qos)),
        error => `${error.code} ${error.message}`,
      )
    const publish = (topic: string, payload: string | Buffer, retain = false) =>
      client.publishAsync(topic, payload, { qos: 1, retain }).then(
        packet => `ok ${(packet as { reasonCode?: number } | undefined)?.reasonCode}`,
        error => `${error.code} ${error.message}`,
      )
    for (const topic of [`changwon/${asset}/${point}`, `changwon/${asset}/#`, `changwon/${asset}/+`])
      answers.push(await subscribe(topic))
    for (const payload of ['1', 'x', '', '1e300'])
      answers.push(await publish(`changwon/${asset}/${point}`, payload))
    answers.push(await publish(`changwon/${asset}/${point}`, '1', true))
    answers.push(await publish(`changwon/${asset}/none`, '1'))
    answers.push(await publish(`changwon/${asset}/${point}/99`, '1'))
    return answers.map(each => blank(each, asset))
  }
  const hidden = await heard(...HIDDEN)
  expect(hidden).toEqual(await heard(...NOWHERE))
  expect(hidden.slice(0, 3)).toEqual((await heard(...OTHERS)).slice(0, 3))
  expect(said).toEqual([])
  await client.endAsync(true)
})

test('Sparkplug answers alike to a node that names what is hidden and what is nowhere', async () => {
  const client = await dial(5)
  const node = async (name: string, asset: string, point: string): Promise<unknown[]> => {
    const orders: unknown[] = []
    const hear = (_: string, payload: Buffer): void => {
      orders.push(readSparkplug(payload).metrics)
    }
    client.on('message', hear)
    await client.subscribeAsync(`spBv1.0/g/NCMD/${name}`).catch(error => orders.push(String(error.message)))
    const say = (kind: string, seq: number, metrics: object[], device = asset) =>
      client
        .publishAsync(
          `spBv1.0/g/${kind}/${name}${kind[0] === 'D' ? `/${device}` : ''}`,
          sparkplug({ timestamp: twin.clock.now(), seq, metrics } as never),
          { qos: 1 },
        )
        .then(
          packet => orders.push((packet as { reasonCode?: number } | undefined)?.reasonCode ?? 0),
          error => orders.push(`${error.code} ${error.message}`),
        )
    await say('NBIRTH', 0, [{ name: 'bdSeq', longValue: 0 }])
    await say('DBIRTH', 1, [{ name: point, alias: 1, doubleValue: 1 }])
    await say('DDATA', 2, [{ alias: 1, doubleValue: 2 }])
    await say('DDEATH', 3, [])
    await new Promise(resolve => setTimeout(resolve, 100))
    client.off('message', hear)
    return orders
  }
  expect(await node('n1', ...HIDDEN)).toEqual(await node('n1', ...NOWHERE))
  expect(await node(HIDDEN[0], ...HIDDEN)).toEqual(await node(NOWHERE[0], ...NOWHERE))
  expect(await node('n1', 'airstation', 'pm25')).toEqual([0, 0, 0, 0])
  await client.endAsync(true)
})
