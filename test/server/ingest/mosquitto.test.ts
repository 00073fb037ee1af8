import { writeFileSync } from 'node:fs'
import net from 'node:net'
import mqtt from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { mqttClient } from '../../../server/ingest/mqttClient.ts'
import { freePort } from '../../freePort.ts'
import { NOON } from '../fixture.ts'
import { readSparkplug, sparkplug } from './sparkplugMessage.ts'
import { stand, tempFolder } from './stand.ts'

/** A stock broker; Mosquitto at its usual port unless MQTT_URL names another. */
const URL_OF_BROKER = process.env.MQTT_URL ?? 'mqtt://127.0.0.1:1883'
const there = await answers(URL_OF_BROKER)
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function answers(url: string): Promise<boolean> {
  const client = await mqtt
    .connectAsync(url, { connectTimeout: 2_000, reconnectPeriod: 0 }, false)
    .catch(() => null)
  await client?.endAsync()
  if (!client && process.env.CI) throw new Error(`no MQTT broker answers at ${url}; start mosquitto`)
  return client !== null
}

async function device() {
  const client = await mqtt.connectAsync(URL_OF_BROKER)
  closing.push(() => client.endAsync(true))
  return client
}

test.skipIf(!there)(
  'samples and Sparkplug arrive from a stock broker, and a rebirth order goes back',
  async () => {
    const what = stand()
    const source = mqttClient(URL_OF_BROKER, () => undefined)
    closing.push(await source.start(what.gate, what.mapping))
    await expect.poll(() => source.state!().connected).toBe(true)
    const client = await device()
    const group = `g${process.pid}`
    const orders: Buffer[] = []
    client.on('message', (_, payload) => orders.push(payload))
    await client.subscribeAsync(`spBv1.0/${group}/NCMD/n`)
    await expect
      .poll(
        async () => {
          await client.publishAsync('changwon/airstation/pm25', '41.5', { qos: 1 })
          return what.now('airstation', 'pm25')
        },
        { timeout: 5_000 },
      )
      .toEqual([41.5, QUALITY.good])
    const data = sparkplug({ timestamp: NOON, seq: 5, metrics: [{ alias: 1, doubleValue: 1 }] })
    await client.publishAsync(`spBv1.0/${group}/NDATA/n`, data, { qos: 1 })
    await expect.poll(() => orders.length).toBe(1)
    expect(readSparkplug(orders[0]!).metrics).toMatchObject([
      { name: 'Node Control/Rebirth', booleanValue: true },
    ])
    const birth = { timestamp: NOON, seq: 0, metrics: [{ name: 'bdSeq', longValue: 0 }] }
    await client.publishAsync(`spBv1.0/${group}/NBIRTH/n`, sparkplug(birth), { qos: 1 })
    const dbirth = { timestamp: NOON, seq: 1, metrics: [{ name: 'pm10', alias: 1, doubleValue: 22 }] }
    await client.publishAsync(`spBv1.0/${group}/DBIRTH/n/airstation`, sparkplug(dbirth), { qos: 1 })
    await expect.poll(() => what.now('airstation', 'pm10')).toEqual([22, QUALITY.good])
  },
)

test.skipIf(!there)(
  'topics that a reload of the mapping adds are subscribed to without restart',
  async () => {
    const folder = tempFolder()
    closing.push(folder.remove)
    const path = folder.path('map.json')
    const topic = `plant${process.pid}/air`
    const write = (points: object[]) => writeFileSync(path, JSON.stringify({ version: 1, points }))
    write([])
    const what = stand(path)
    closing.push(what.mapping.watch())
    const source = mqttClient(URL_OF_BROKER, () => undefined)
    closing.push(await source.start(what.gate, what.mapping))
    const client = await device()
    await new Promise(resolve => setTimeout(resolve, 100))
    write([{ from: { mqtt: { topic, path: '$.v' } }, to: { asset: 'airstation', point: 'pm25' } }])
    await expect
      .poll(
        async () => {
          await client.publishAsync(topic, '{"v":17}', { qos: 1 })
          return what.now('airstation', 'pm25')
        },
        { timeout: 10_000, interval: 200 },
      )
      .toEqual([17, QUALITY.good])
  },
)

test('a broker that is away is said once, tried again, and found when it comes', async () => {
  const port = await freePort()
  const said: string[] = []
  const source = mqttClient(`mqtt://127.0.0.1:${port}`, line => said.push(line))
  const what = stand()
  closing.push(await source.start(what.gate, what.mapping))
  await expect.poll(() => source.state!().lastError, { timeout: 5_000 }).toMatch(/ECONNREFUSED/)
  expect(source.state!()).toMatchObject({ connected: false, where: `127.0.0.1:${port}` })
  const { Aedes } = await import('aedes')
  const broker = await Aedes.createBroker()
  const server = net.createServer(broker.handle)
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  closing.push(() => new Promise<void>(resolve => broker.close(() => server.close(() => resolve()))))
  await expect
    .poll(() => source.state!(), { timeout: 10_000 })
    .toMatchObject({ connected: true, lastError: null })
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/^MQTT broker 127\.0\.0\.1:\d+: .*; trying again every 2 s$/)
})
