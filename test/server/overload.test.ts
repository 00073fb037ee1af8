import { inflateRawSync } from 'node:zlib'
import { io } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { applyFrame, type FrameHead, frameState, readHead } from '../../models/frame.ts'
import { parser } from '../../models/parser.ts'
import { topicIndex } from '../../models/points.ts'
import { CREDIT, waitingBytes } from '../../server/net/backlog.ts'
import { Doorway, MOST_WAITING, spreadOf } from '../../server/net/Doorway.ts'
import { PATIENCE } from '../../server/net/Evictions.ts'
import { lineOf } from '../../server/net/viewerLine.ts'
import { NOON, runTwin, TestClock } from './fixture.ts'
import type { Running } from './twinUnderTest.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const PATIENT = { timeout: 20_000 }
const HOUR = 3_600_000

async function start(clock = new TestClock()): Promise<Running> {
  const twin = await runTwin(clock)
  open.push(() => twin.close())
  return twin
}

/** A viewer of the environment that acknowledges when told to. */
async function view(twin: Running) {
  const socket = io(twin.url, { parser, transports: ['websocket'], reconnection: false, forceNew: true })
  open.push(() => socket.disconnect())
  const heads: FrameHead[] = []
  const state = frameState(twin.twin.steps)
  socket.on('frame', (frame: Uint8Array) => {
    heads.push(readHead(frame))
    applyFrame(frame, state, (body, limit) => inflateRawSync(body, { maxOutputLength: limit }))
  })
  await new Promise<void>(resolve => void socket.on('connect', resolve))
  await socket.emitWithAck('topics:watch', { topics: ['environment'] })
  await expect.poll(() => heads.length, PATIENT).toBe(1)
  const viewer = twin.io.sockets.sockets.get(socket.id!)!
  const say = (taken: unknown) => socket.emit('frame:taken', taken)
  const take = async (seq: number) => {
    say([{ channel: topicIndex('environment'), epoch: twin.ticker.epoch, seq }])
    await expect.poll(() => [...(viewer.data.taken?.values() ?? [])], PATIENT).toEqual([seq])
  }
  const { ws } = socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }
  const seen = () => heads.map(({ full, seq, count }) => ({ full, seq, count }))
  return { socket, seen, state, take, say, viewer, tcp: ws._socket }
}

async function ticks(twin: Running, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) {
    expect(twin.gate.offer({ asset: 'airstation', point: 'pm25', value: 10 + n }, 'test')).toBeNull()
    twin.tick()
    await new Promise(resolve => setImmediate(resolve))
  }
}

test('who acknowledges is sent at most its credit, then one frame of what moved since', async () => {
  const twin = await start()
  const { take, seen, state } = await view(twin)
  await take(0)
  await ticks(twin, 1, 40)
  await expect.poll(() => seen().length, PATIENT).toBe(1 + CREDIT + 1)
  await ticks(twin, 41, 42)
  expect(twin.backlog.held).toEqual({ line: 0, bytes: 0, credit: 1 })
  expect(twin.backlog.behind).toBe(1)

  await take(CREDIT)
  await ticks(twin, 43, 43)
  expect(twin.backlog.behind).toBe(1)
  await take(CREDIT + 1)
  await ticks(twin, 44, 44)
  await expect.poll(() => seen().at(-1), PATIENT).toEqual({ full: true, seq: 44, count: 1 })
  expect(seen().length).toBe(1 + CREDIT + 2)
  expect(state.values[twin.points.find('airstation', 'pm25')]).toBeCloseTo(54)
  expect(twin.backlog.caughtUp).toBe(1)
  await ticks(twin, 45, 45)
  await expect.poll(() => seen().at(-1), PATIENT).toEqual({ full: false, seq: 45, count: 1 })
})

test('who never acknowledges is fed on; acknowledgements of what was never sent, or none at all, change nothing', async () => {
  const twin = await start()
  const { seen, say, viewer, socket } = await view(twin)
  const { epoch } = twin.ticker
  for (const bad of [
    null,
    7,
    [{ channel: topicIndex('environment'), epoch, seq: 99 }],
    [{ channel: topicIndex('environment'), epoch: epoch + 1, seq: 0 }],
    [{ channel: topicIndex('environment'), epoch, seq: -1 }],
    Array.from({ length: 50 }, () => ({ channel: topicIndex('environment'), epoch, seq: 0 })),
  ])
    say(bad)
  await socket.emitWithAck('topics:watch', { topics: ['environment'] })
  expect(viewer.data.taken).toBeUndefined()
  await ticks(twin, 1, 30)
  // A watch that names nothing it has is answered by another full frame.
  await expect.poll(() => seen().length, PATIENT).toBe(32)
  expect(twin.backlog.held.credit).toBe(0)
})

test('too much waiting for ten seconds shuts the line with a reason, and a clock that jumps an hour does not', async () => {
  const clock = new TestClock()
  const twin = await start(clock)
  const { viewer, tcp } = await view(twin)
  const { take, viewer: other } = await view(twin)
  tcp.pause()
  const pad = 'x'.repeat(200_000)
  const line = lineOf(viewer)
  const closed: unknown[] = []
  const ws = line.transport.socket!
  const close = ws.close.bind(ws)
  ws.close = (code, reason) => {
    closed.push(code, reason)
    close(code, reason)
  }
  do {
    for (let n = 0; n < 20; n++) viewer.emit('pulse', { epoch: 0, now: 0, pad } as never)
    for (let n = 0; n < 5; n++) await new Promise(resolve => setImmediate(resolve))
  } while (ws.bufferedAmount === 0)
  for (let n = 0; n < 5; n++) viewer.emit('pulse', { epoch: 0, now: 0, pad } as never)

  twin.tick()
  clock.advance(HOUR)
  await expect.poll(() => waitingBytes(other), PATIENT).toBe(0)
  twin.tick()
  clock.advance(-2 * HOUR)
  twin.tick()
  expect(twin.backlog.evictions.count).toBe(0)
  for (let ms = 0; ms < PATIENCE; ms += 250) {
    clock.advance(250)
    twin.tick()
  }
  expect(twin.backlog.evictions.count).toBe(1)
  expect(closed).toEqual([1013, expect.stringMatching(/come again/)])
  for (let n = 0; n < 10; n++) {
    clock.advance(250)
    twin.tick()
  }
  await expect.poll(() => twin.io.engine.clientsCount, PATIENT).toBe(1)
  await take(0)
  const metrics = await (await fetch(`${twin.url}/metrics`)).text()
  expect(metrics).toMatch(/^twin_viewers_shut_total 1$/m)
  expect(metrics).toMatch(/^twin_history_waiting \d+$/m)
  expect(metrics).toMatch(/^twin_queue_waiting 0$/m)
  expect(metrics).toMatch(/^twin_handshakes_total\{result="admitted"\} 2$/m)
})

test('frames and health go on when the clock is set an hour ahead or back', async () => {
  const clock = new TestClock()
  const twin = await start(clock)
  const { seen } = await view(twin)
  for (const [n, jump] of [HOUR, -HOUR, -HOUR, HOUR].entries()) {
    clock.advance(jump)
    await ticks(twin, 4 * n + 1, 4 * n + 4)
  }
  await expect.poll(() => seen().at(-1)?.seq, PATIENT).toBe(16)
  expect(clock.now()).toBe(NOON)
  const health = (await (await fetch(`${twin.url}/api/health`)).json()) as { status: string; uptime: number }
  expect(health).toMatchObject({ status: 'ok', uptime: 0 })
})

test('handshakes take turns in order, and those beyond the bound are refused at once', async () => {
  const doorway = new Doorway()
  const order: number[] = []
  const all = Array.from({ length: MOST_WAITING + 3 }, (_, n) =>
    doorway.enter().then(turn => {
      if (turn) order.push(n)
      return turn
    }),
  )
  expect(doorway.waiting).toBe(MOST_WAITING)
  const turns = await Promise.all(all)
  expect(turns.filter(turn => !turn)).toHaveLength(3)
  expect(order).toEqual(Array.from({ length: MOST_WAITING }, (_, n) => n))
  expect([doorway.admitted, doorway.refused, doorway.waiting]).toEqual([MOST_WAITING, 3, 0])
  await expect(doorway.enter()).resolves.toBe(true)
  expect([spreadOf(0), spreadOf(1_000), spreadOf(1_000_000)]).toEqual([0, 1_000, 10_000])
})
