/** A twin that can be killed: `server.ts ASSETS PORT`. Its values move four times a second until it is told to stop; then it says what they are. */
import { topicIndex } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { systemClock } from '../../../server/clock.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { smallSite } from '../fixture.ts'
import { startTwin } from '../twinUnderTest.ts'
import { PLANT_TOPIC, plant } from './plant.ts'
import { hashOf } from './SharedStates.ts'

/** Every so many points move at a step. */
const STRIDE = 50
const STEP = 250

const [assets = '0', port = '0'] = process.argv.slice(2)
const running = await startTwin({
  site: smallSite(plant(Number(assets))),
  clock: systemClock,
  sources: [],
  credential: openCredential('', 'a-device-key-for-tests'),
  folders: { client: null, world: null },
  host: '127.0.0.1',
  port: Number(port),
  version: 'test',
})
const { twin, points, ticker } = running
const write = (i: number) =>
  twin.apply(i, Math.abs(Math.sin(i + Date.now() / 60_000)), Date.now(), QUALITY.good)
for (let i = 0; i < points.count; i++) write(i)
let from = 0
const moving = setInterval(() => {
  from = (from + 1) % STRIDE
  for (let i = from; i < points.count; i += STRIDE) write(i)
}, STEP)

process.on('message', () => {
  clearInterval(moving)
  running.tick()
  const steps = Int32Array.from(twin.values, (value, i) => Math.round(value / twin.steps[i]!))
  const { seq } = ticker.standing(topicIndex(PLANT_TOPIC))
  process.send!({ seq, hash: hashOf(steps, twin.quality) })
})
process.send!({ up: Date.now(), url: running.url })
