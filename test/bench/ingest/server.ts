/** The twin of the ingest bench, in a process of its own so that its CPU is its own: `server.ts <stations> <mqtt port or url>`; speaks by IPC. */
import { systemClock } from '../../../server/clock.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { mqttBroker } from '../../../server/ingest/mqttBroker.ts'
import { mqttClient } from '../../../server/ingest/mqttClient.ts'
import { startTwin } from '../../server/twinUnderTest.ts'
import { wideSite } from './bench.ts'

const [stations = '4000', broker = '0'] = process.argv.slice(2)
const credential = openCredential('', 'a-device-key-for-bench')
const running = await startTwin({
  site: wideSite(Number(stations)),
  clock: systemClock,
  sources: [
    /^\d+$/.test(broker)
      ? mqttBroker('127.0.0.1', Number(broker), credential)
      : mqttClient(broker, line => console.error(line)),
  ],
  credential,
  folders: { client: null, world: null },
  host: '127.0.0.1',
  port: 0,
  version: 'bench',
})
process.on('message', () => process.send!(state()))
process.on('disconnect', () => void running.close().then(() => process.exit(0)))
process.send!(state())

function state() {
  const { user, system } = process.cpuUsage()
  return {
    url: running.url,
    cpu: (user + system) / 1e6,
    sources: running.ingest().sources,
    tick: running.health(),
  }
}
