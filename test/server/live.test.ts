import { inflateRawSync } from 'node:zlib'
import mqtt from 'mqtt'
import { io, type Socket } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { applyFrame, type FrameHead, frameState, readHead } from '../../models/frame.ts'
import { parser } from '../../models/parser.ts'
import { topicIndex } from '../../models/points.ts'
import type { Reply, Watching } from '../../models/wire.ts'
import { openCredential } from '../../server/ingest/credential.ts'
import { mqttBroker } from '../../server/ingest/mqttBroker.ts'
import { KEY, runTwin, TestClock } from './fixture.ts'
import type { Running } from './twinUnderTest.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function start(...how: Parameters<typeof runTwin>): Promise<Running> {
  const twin = await runTwin(...how)
  open.push(() => twin.close())
  return twin
}

/** A viewer with the real client and parser: what it was sent, and the present as it sees it. */
async function view(twin: Running, origin?: string) {
  const socket: Socket = io(twin.url, {
    parser,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...(origin ? { extraHeaders: { origin } } : {}),
  })
  open.push(() => socket.disconnect())
  const heads: FrameHead[] = []
  const state = frameState(twin.twin.steps)
  socket.on('frame', (frame: Uint8Array) => {
    heads.push(readHead(frame))
    applyFrame(frame, state, (body, limit) => inflateRawSync(body, { maxOutputLength: limit }))
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve)
    socket.on('connect_error', reject)
  })
  const watch = (order: unknown): Promise<Reply<Watching>> => socket.emitWithAck('topics:watch', order)
  return { socket, heads, state, watch }
}
const offer = (twin: Running, value: number) =>
  expect(twin.gate.offer({ asset: 'airstation', point: 'pm25', value }, 'test')).toBeNull()
const shape = (heads: FrameHead[]) => heads.map(h => `${h.full ? 'full' : 'delta'} ${h.seq}`)
const order = (have?: number, epoch = 0) => ({
  topics: ['environment'],
  ...(have === undefined ? {} : { have: [{ channel: topicIndex('environment'), epoch, seq: have }] }),
})

test('a viewer gets a full frame, then deltas', async () => {
  const twin = await start(new TestClock())
  offer(twin, 30)
  const { watch, heads, state } = await view(twin)
  expect(await watch(order())).toMatchObject({ ok: true, value: { version: 'test' } })
  await expect.poll(() => shape(heads)).toEqual(['full 1'])
  offer(twin, 31.4)
  twin.tick()
  await expect.poll(() => shape(heads)).toEqual(['full 1', 'delta 2'])
  expect(state.values[twin.points.find('airstation', 'pm25')]).toBeCloseTo(31.4)
})

test('a viewer that was cut is healed with the deltas it missed', async () => {
  const twin = await start(new TestClock())
  const first = await view(twin)
  await first.watch(order())
  first.socket.disconnect()
  for (const value of [10, 20, 30]) {
    offer(twin, value)
    twin.tick()
  }
  const second = await view(twin)
  await second.watch(order(1, twin.ticker.epoch))
  await expect.poll(() => shape(second.heads)).toEqual(['delta 2', 'delta 3'])
})

test('a gap beyond what is kept, or of another run, is healed with a full frame', async () => {
  const twin = await start(new TestClock())
  for (let n = 0; n < 70; n++) {
    offer(twin, n)
    twin.tick()
  }
  const { watch, heads } = await view(twin)
  await watch(order(2, twin.ticker.epoch))
  await expect.poll(() => shape(heads)).toEqual(['full 70'])
  await watch(order(70, twin.ticker.epoch + 1))
  await expect.poll(() => shape(heads)).toEqual(['full 70', 'full 70'])
})

test('a tick without changes sends nothing', async () => {
  const twin = await start(new TestClock())
  offer(twin, 1)
  twin.tick()
  const before = structuredClone(twin.ticker.traffic)
  twin.tick()
  expect(twin.ticker.traffic).toEqual(before)
})

test('an order that is none is answered, not obeyed', async () => {
  const twin = await start(new TestClock())
  const { watch } = await view(twin)
  for (const bad of [
    null,
    7,
    {},
    { topics: ['x'] },
    { topics: [], have: [{ channel: 99, epoch: 1, seq: 1 }] },
  ])
    expect(await watch(bad)).toMatchObject({ ok: false })
})

test('a page of another origin is turned away', async () => {
  const twin = await start(new TestClock())
  await expect(view(twin, 'http://evil.example')).rejects.toThrow()
})

test('a sample by MQTT reaches a viewer', async () => {
  const clock = new TestClock()
  const port = 20_000 + (process.pid % 20_000)
  const twin = await start(clock, [mqttBroker('127.0.0.1', port, openCredential('', KEY))])
  const viewer = await view(twin)
  await viewer.watch(order())
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { username: 'device', password: KEY })
  open.push(() => client.endAsync(true))
  await client.publishAsync('changwon/airstation/pm25', '{"value":81,"unit":"ug/m3"}', { qos: 1 })
  await expect.poll(() => twin.gate.accepted.get('mqtt')).toBe(1)
  twin.tick()
  const i = twin.points.find('airstation', 'pm25')
  await expect.poll(() => viewer.state.values[i]).toBeCloseTo(81)
  await client.publishAsync('changwon/airstation/pm25', 'no json', { qos: 0 })
  await expect.poll(() => twin.gate.rejected.get('mqtt malformed')).toBe(1)
})

test('a wrong MQTT password is refused', async () => {
  const port = 40_000 + (process.pid % 20_000)
  await start(new TestClock(), [mqttBroker('127.0.0.1', port, openCredential('', KEY))])
  const wrong = mqtt.connectAsync(
    `mqtt://127.0.0.1:${port}`,
    { username: 'device', password: 'wrong', reconnectPeriod: 0 },
    false,
  )
  await expect(wrong).rejects.toThrow(/not authorized|bad user/i)
})

test('who hears frames is told every ten seconds that the line is alive, who hears none every second', async () => {
  const clock = new TestClock()
  const twin = await start(clock, [], 250)
  const [busy, quiet] = [await view(twin), await view(twin)]
  await busy.watch(order())
  await quiet.watch({ topics: ['parking'] })
  const pulses = { busy: 0, quiet: 0 }
  busy.socket.on('pulse', () => pulses.busy++)
  quiet.socket.on('pulse', () => pulses.quiet++)
  for (let second = 0; second < 20; second++) {
    offer(twin, 20 + second)
    clock.advance(1_000)
  }
  await expect.poll(() => pulses).toEqual({ busy: 2, quiet: 20 })
})
