import { inflateRawSync } from 'node:zlib'
import { io } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { applyFrame, type FrameHead, frameState, readHead } from '../../models/frame.ts'
import { parser } from '../../models/parser.ts'
import { runTwin, TestClock } from './fixture.ts'
import type { Running } from './twinUnderTest.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** A viewer of the environment whose TCP line can be paused. */
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
  const watch = () => socket.emitWithAck('topics:watch', { topics: ['environment'] })
  await watch()
  await expect.poll(() => heads.length, PATIENT).toBe(1)
  const { ws } = socket.io.engine.transport as unknown as {
    ws: { _socket: { pause(): void; resume(): void } }
  }
  const seen = () => heads.map(h => `${h.full ? 'full' : 'delta'} ${h.seq}`)
  return { socket, seen, state, tcp: ws._socket, watch, id: socket.id! }
}

/** A busy machine may take its time. */
const PATIENT = { timeout: 20_000 }
const turn = () => new Promise(resolve => setImmediate(resolve))
const value = (n: number) => 10 + n
async function ticks(twin: Running, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) {
    expect(twin.gate.offer({ asset: 'airstation', point: 'pm25', value: value(n) }, 'test')).toBeNull()
    twin.tick()
    await turn()
  }
}

/** Fill the line of a viewer until the kernel takes no more. */
async function choke(twin: Running, id: string): Promise<void> {
  const pad = 'x'.repeat(200_000)
  const viewer = twin.io.sockets.sockets.get(id)!
  const { transport } = viewer.conn as unknown as { transport: { socket: { bufferedAmount: number } } }
  do {
    for (let n = 0; n < 5; n++) viewer.emit('pulse', { epoch: 0, now: 0, pad } as never)
    for (let n = 0; n < 5; n++) await turn()
  } while (transport.socket.bufferedAmount === 0)
  for (let n = 0; n < 20; n++) viewer.emit('pulse', { epoch: 0, now: 0, pad } as never)
}
const queuedFrames = (twin: Running, id: string) =>
  (
    twin.io.sockets.sockets.get(id)!.conn as unknown as { writeBuffer: { data: unknown }[] }
  ).writeBuffer.filter(packet => packet.data instanceof Uint8Array).length

test('a viewer that does not read gets no frames, then one full frame; others do not feel it', async () => {
  const twin = await runTwin(new TestClock())
  open.push(() => twin.close())
  const quick = await view(twin)
  const slow = await view(twin)
  slow.tcp.pause()
  await choke(twin, slow.id)
  await ticks(twin, 1, 20)
  expect(twin.backlog.behind).toBe(1)
  expect(queuedFrames(twin, slow.id)).toBe(0)
  await expect
    .poll(() => quick.seen(), PATIENT)
    .toEqual(['full 0', ...Array.from({ length: 20 }, (_, k) => `delta ${k + 1}`)])

  slow.tcp.resume()
  await expect
    .poll(() => {
      twin.tick()
      return slow.seen()
    }, PATIENT)
    .toEqual(['full 0', 'full 20'])
  expect(slow.state.values[twin.points.find('airstation', 'pm25')]).toBeCloseTo(value(20))
  expect(twin.backlog.behind).toBe(0)

  await ticks(twin, 21, 21)
  await expect.poll(() => slow.seen(), PATIENT).toEqual(['full 0', 'full 20', 'delta 21'])
  expect(quick.seen().at(-1)).toBe('delta 21')
})

test('a viewer with an empty line is not taken for a slow one, pulses between ticks or not', async () => {
  const twin = await runTwin(new TestClock())
  open.push(() => twin.close())
  const quick = await view(twin)
  for (let n = 1; n <= 10; n++) {
    twin.io.emit('pulse', { epoch: 0, now: 0 })
    await ticks(twin, n, n)
  }
  await expect
    .poll(() => quick.seen(), PATIENT)
    .toEqual(['full 0', ...Array.from({ length: 10 }, (_, k) => `delta ${k + 1}`)])
})
