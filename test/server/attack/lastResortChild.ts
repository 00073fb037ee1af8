/** A twin with a last resort that fails on demand: `start` before its doors are open, else at each message while it serves. */
import { systemClock } from '../../../server/clock.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { LastResort } from '../../../server/LastResort.ts'
import { startTwin } from '../../../server/start.ts'
import { KEY, smallSite } from '../fixture.ts'

const uncaught = new LastResort(systemClock, line => console.error(line))
uncaught.stand(error => {
  console.error(`The twin did not start: ${(error as Error).message}`)
  process.exit(2)
})
const { when = '' } = JSON.parse(process.argv[3] ?? '{}')
// Before any answer of the system can come: the doors open with one.
if (when === 'start') process.nextTick(() => throwIt('a fault of the start'))
const running = await startTwin({
  site: smallSite(),
  clock: systemClock,
  sources: [],
  credential: openCredential('', KEY),
  folders: { client: null, world: null },
  host: '127.0.0.1',
  port: 0,
  version: 'test',
  uncaught,
})
uncaught.serve()
process.on('message', how => {
  if (how === 'throw') setImmediate(() => throwIt('thrown at nobody'))
  if (how === 'reject') void Promise.reject(new Error('rejected at nobody'))
  if (how === 'storm') for (let k = 0; k < 1_000; k++) setImmediate(() => throwIt('thrown again and again'))
})
process.send!({ url: running.url })

function throwIt(message: string): never {
  throw new Error(message)
}
