import { createServer } from 'node:net'
import { Aedes } from 'aedes'
import { afterEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { systemClock } from '../../../server/clock.ts'
import { mqttClient } from '../../../server/ingest/mqttClient.ts'
import { Wire } from '../cluster/Wire.ts'
import { stand } from './stand.ts'

const SOON = { timeout: 15_000, interval: 20 }
const QUICK = { connectTimeout: 300, reconnectPeriod: 20, keepalive: 1 }
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A broker of others, and a twin that is its client over a wire that a test breaks. */
async function joined() {
  const broker = await Aedes.createBroker()
  const server = createServer(broker.handle)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise<void>(resolve => broker.close(() => server.close(() => resolve()))))
  const wire = await Wire.to('127.0.0.1', (server.address() as { port: number }).port)
  closing.push(() => wire.close())
  const what = stand(null, systemClock)
  const source = mqttClient(`mqtt://127.0.0.1:${wire.port}`, () => undefined, QUICK)
  closing.push(await source.start(what.gate, what.mapping))
  let n = 10
  /** What is measured from now on comes in. */
  const delivers = (): Promise<void> => {
    const before = n
    return expect
      .poll(() => {
        const payload = Buffer.from(String(++n))
        broker.publish(
          { cmd: 'publish', topic: 'changwon/airstation/pm25', payload, qos: 0, dup: false, retain: false },
          () => undefined,
        )
        return what.now('airstation', 'pm25')[0]! > before
      }, SOON)
      .toBe(true)
  }
  await delivers()
  return { wire, source, delivers, quality: () => what.now('airstation', 'pm25')[1] }
}

const losses: readonly (readonly [string, (wire: Wire) => void])[] = [
  ['is reset', wire => wire.reset()],
  ['is cut and away for a while', wire => wire.cut()],
  ['falls silent half-open', wire => wire.hold()],
]

test.each(losses)(
  'a line to a broker that %s in mid-session is noticed, and up again by itself',
  async (_, lose) => {
    const { wire, source, delivers, quality } = await joined()
    lose(wire)
    if (lose !== losses[0]![1]) {
      await expect.poll(() => source.state!().connected, SOON).toBe(false)
      // A broker that is dialled again and never answers is left again.
      await new Promise(resolve => setTimeout(resolve, 700))
      expect(source.state!().connected).toBe(false)
    }
    wire.mend()
    await delivers()
    expect(source.state!()).toMatchObject({ connected: true, lastError: null })
    expect(quality()).toBe(QUALITY.good)
  },
)

test('a broker that breaks off after so many bytes, again and again, ends nothing', async () => {
  const { wire, source, delivers } = await joined()
  for (let bytes = 0; bytes < 12; bytes++) {
    wire.most = bytes
    wire.reset()
    await new Promise(resolve => setTimeout(resolve, 60))
  }
  expect(source.state!().connected).toBe(false)
  wire.mend()
  await delivers()
})
