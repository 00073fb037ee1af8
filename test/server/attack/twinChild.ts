/** A twin that attackers may reach: all doors on free ports, and no last resort, so that whatever is left without an owner ends it. */
import { systemClock } from '../../../server/clock.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { mqttBroker } from '../../../server/ingest/mqttBroker.ts'
import { startTwin } from '../../../server/start.ts'
import { KEY, smallSite } from '../fixture.ts'

const [mqtt = '0', more = '{}'] = process.argv.slice(2)
const credential = openCredential('', KEY)
const running = await startTwin({
  site: smallSite(),
  clock: systemClock,
  sources: [mqttBroker('127.0.0.1', Number(mqtt), credential)],
  credential,
  folders: { client: null, world: null },
  host: '127.0.0.1',
  port: 0,
  version: 'test',
  ...JSON.parse(more),
})
process.on('message', () => {
  void running.close().then(() => process.exit(0))
})
process.send!({ url: running.url })
