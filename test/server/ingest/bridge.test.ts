import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import mqtt from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { mqttBroker } from '../../../server/ingest/mqttBroker.ts'
import { freePort } from '../../freePort.ts'
import { KEY } from '../fixture.ts'
import { stand, tempFolder } from './stand.ts'

const MOSQUITTO = '/usr/sbin/mosquitto'
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** The bridge of the shared cases, or the same by heart where they are not at hand. */
function bridgeConf(): string {
  const file = '../shared/cases/2026-11/mqtt-bridge-default.conf'
  if (existsSync(file)) return readFileSync(file, 'utf8')
  return `listener 18830 127.0.0.1
allow_anonymous true
connection to-twin
address 127.0.0.1:MQTT_PORT
remote_username device
remote_password DEVICE_KEY
topic changwon/# out 1
`
}

test.skipIf(!existsSync(MOSQUITTO))(
  'a stock mosquitto bridge delivers and stays, its state topic ignored',
  async () => {
    const what = stand()
    const [port, plant] = [await freePort(), await freePort()]
    const source = mqttBroker('127.0.0.1', port, openCredential('', KEY))
    closing.push(await source.start(what.gate, what.mapping))
    const folder = tempFolder()
    closing.push(folder.remove)
    const conf = folder.path('bridge.conf')
    writeFileSync(
      conf,
      bridgeConf()
        .replace('18830', String(plant))
        .replace('MQTT_PORT', String(port))
        .replace('DEVICE_KEY', KEY),
    )
    const broker: ChildProcess = spawn(MOSQUITTO, ['-c', conf], { stdio: 'ignore' })
    closing.push(() => broker.kill())
    const device = mqtt.connect(`mqtt://127.0.0.1:${plant}`, { reconnectPeriod: 200 })
    closing.push(() => device.endAsync(true))
    let n = 10
    await expect
      .poll(
        async () => {
          device.publish('changwon/airstation/pm25', String(++n), { qos: 1 })
          return what.now('airstation', 'pm25')[1]
        },
        { timeout: 15_000, interval: 200 },
      )
      .toBe(QUALITY.good)
    const clients = source.state!().counters!.clients
    device.publish('changwon/airstation/pm25', '99', { qos: 1 })
    await expect.poll(() => what.now('airstation', 'pm25')).toEqual([99, QUALITY.good])
    expect([clients, source.state!().counters!.clients]).toEqual([1, 1])
    expect(what.gate.recent[0]!.detail).toMatch(/nobody reads \$SYS\/broker\/connection\/.*to-twin\/state/)
    expect(what.gate.rejected.get('mqtt malformed')).toBeLessThanOrEqual(3)
  },
  30_000,
)
