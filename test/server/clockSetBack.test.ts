import { connectAsync } from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { openCredential } from '../../server/ingest/credential.ts'
import { mqttBroker } from '../../server/ingest/mqttBroker.ts'
import { openNats } from '../../server/log/openNats.ts'
import { freePort } from '../freePort.ts'
import { Browser, loggedIn } from './accounts/frontDoor.ts'
import { hasServices, TestCluster } from './cluster/cluster.ts'
import { measure, PM25, watch } from './cluster/page.ts'
import { KEY, runTwin, SetClock } from './fixture.ts'
import { NATS } from './log/logs.ts'
import type { Running } from './twinUnderTest.ts'

const HOUR = 3_600_000
const SOON = { timeout: 10_000, interval: 20 }
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function twinBy(clock: SetClock, sources: Parameters<typeof runTwin>[1] = []): Promise<Running> {
  const twin = await runTwin(clock, sources, null)
  ends.push(() => twin.close())
  return twin
}

test('what is heard after a clock was set back goes to the journal as soon as ever', async () => {
  const clock = new SetClock()
  const { gate, history } = await twinBy(clock)
  const heard = async (value: number): Promise<void> => {
    gate.offer({ asset: 'airstation', point: 'pm25', value }, 'test')
    expect(history.health.waiting).toBeGreaterThan(0)
    clock.advance(2_500)
    await expect
      .poll(() => {
        clock.advance(250)
        return history.health.waiting
      }, SOON)
      .toBe(0)
  }
  await heard(20)
  clock.set(-HOUR)
  const before = clock.now()
  await heard(21)
  expect(clock.now() - before).toBeLessThan(60_000)
})

test('a seat in the past is given back after half an hour of nothing, though the clock was set back', async () => {
  const clock = new SetClock()
  const twin = await twinBy(clock)
  const socket = await new Browser(twin.url).socket()
  ends.push(() => socket.disconnect())
  const told: { left?: boolean }[] = []
  socket.on('moment:changed', word => told.push(word))
  const seek = await socket.emitWithAck('moment:seek', { at: clock.now() - 1_000, speed: 0 })
  expect(seek).toMatchObject({ ok: true })
  clock.set(-24 * HOUR)
  clock.advance(29 * 60_000)
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(told).toEqual([])
  clock.advance(2 * 60_000)
  await expect.poll(() => told.at(-1), SOON).toMatchObject({ left: true })
})

test('a kept MQTT session ends in time, though the clock was set back', async () => {
  const clock = new SetClock()
  const port = await freePort()
  const broker = mqttBroker('127.0.0.1', port, openCredential('', KEY))
  await twinBy(clock, [broker])
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, {
    username: 'device',
    password: KEY,
    clientId: 'kept',
    protocolVersion: 5,
    clean: false,
    properties: { sessionExpiryInterval: 600 },
    reconnectPeriod: 0,
  })
  await client.endAsync(true)
  const sessions = (): number => broker.state!().counters!.sessions!
  await expect.poll(() => broker.state!().counters!.clients, SOON).toBe(0)
  expect(sessions()).toBe(1)
  clock.set(-48 * HOUR)
  clock.advance(500_000)
  expect(sessions()).toBe(1)
  clock.advance(110_000)
  expect(sessions()).toBe(0)
})

/** The system's clock with hands that a test sets. */
function realClock() {
  let wrong = 0
  const clock = { ...systemClock, now: () => Date.now() + wrong }
  return { clock, set: (ms: number) => void (wrong += ms) }
}

test.skipIf(!hasServices)(
  'a gateway whose clock is set back notices within seconds that its owner is gone',
  async () => {
    const cluster = await TestCluster.begin()
    ends.push(() => cluster.close())
    const { clock, set } = realClock()
    const owner = await cluster.owner()
    const gateway = await cluster.gateway({ clock })
    await expect.poll(() => gateway.health(), SOON).toMatchObject({ status: 'ok' })
    set(-HOUR)
    await cluster.end(owner)
    await expect.poll(() => gateway.health(), SOON).toMatchObject({ status: 'waiting' })
  },
  60_000,
)

test.skipIf(!hasServices)(
  'an order that was overheard is worth nothing after the clock was set back, nor to the next owner',
  async () => {
    const cluster = await TestCluster.begin()
    ends.push(() => cluster.close())
    const { clock, set } = realClock()
    const owner = await cluster.owner({ clock })
    await measure(owner.url, 181)
    await expect.poll(() => owner.alarms.lives.size, SOON).toBe(1)
    const line = await openNats(NATS)
    ends.push(() => line.close())
    const subject = `twin.${cluster.installation}.order`
    const overheard: Uint8Array[] = []
    line.subscribe(subject, { callback: (_, message) => void overheard.push(message.data) })
    const gateway = await cluster.gateway({ clock })
    await expect.poll(() => gateway.health(), SOON).toMatchObject({ status: 'ok' })
    const desk = await watch(await loggedIn({ ...owner, url: gateway.url } as typeof owner, 'operator'))
    ends.push(() => desk.socket.disconnect())
    const order = { alarms: [{ point: PM25, source: 'level' }], reason: 'seen' }
    const give = () => desk.socket.emitWithAck('alarm:acknowledge', order)
    expect(await give()).toMatchObject({ ok: true })
    const [first] = overheard
    const again = async (): Promise<string> => {
      const { data } = await line.request(subject, first!, { timeout: 3_000 })
      return new TextDecoder().decode(data)
    }
    set(10 * 60_000)
    expect(await again()).toContain('clocks of gateway and owner differ')
    await give()
    set(-10 * 60_000)
    expect(await again()).toContain('this order came twice')
    await cluster.end(owner)
    const next = await cluster.owner({ clock })
    await expect.poll(() => gateway.health(), SOON).toMatchObject({ owner: { epoch: next.duty!.epoch } })
    expect(await again()).toContain('another owner now')
    expect(await give()).toMatchObject({ reason: 'it is already acknowledged' })
  },
  60_000,
)
