import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { BYTES, MESSAGES } from '../../../server/net/Flood.ts'
import type { StartOptions } from '../../../server/start.ts'
import { runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { frame, RawLine, UPGRADE, until } from './rawLine.ts'

let twin: Running
const held: RawLine[] = []
afterEach(async () => {
  for (const line of held.splice(0)) line.reset()
  await twin?.close()
})

const JOIN = '4{"type":0,"nsp":"/"}'
const portOf = ({ url }: Running): number => Number(new URL(url).port)
const start = async (more: Partial<StartOptions> = {}): Promise<number> => {
  twin = await runTwin(new TestClock(), [], null, { limits: { leaveMs: 50 }, ...more })
  return portOf(twin)
}
const lines = (): number => (twin.health() as { viewers: number }).viewers
const viewers = (): number => twin.io.sockets.sockets.size

/** A line whose handshake was answered. */
async function open(port: number, headers = ''): Promise<RawLine> {
  const line = await RawLine.dial(port)
  held.push(line)
  line.say(UPGRADE().replace('\r\n\r\n', `\r\n${headers}\r\n`))
  await line.hears(/\r\n\r\n/)
  return line
}

test('a viewer joins once and is counted once', async () => {
  const line = await open(await start())
  line.say(frame(JOIN))
  expect(await until(() => viewers() === 1)).toBe(true)
  expect([lines(), line.closed]).toEqual([1, false])
})

test.each([
  ['joins again and again', Array<string>(2_000).fill(JOIN)],
  ['joins twice in one breath', [JOIN, JOIN]],
  ['joins another namespace', ['4{"type":0,"nsp":"/admin"}']],
  ['joins another namespace too', [JOIN, '4{"type":0,"nsp":"/x"}']],
  ['leaves to join anew', [JOIN, '4{"type":1,"nsp":"/"}', JOIN]],
  ['leaves and stays on the line', [JOIN, '4{"type":1,"nsp":"/"}']],
  ['speaks in the place of Node', [JOIN, '4{"type":2,"nsp":"/","data":["error",{}]}']],
  ['speaks in the place of Socket.IO', [JOIN, '4{"type":2,"nsp":"/","data":["disconnect","x"]}']],
  ['announces an attachment', [JOIN, '4{"type":5,"nsp":"/","data":["x",{"_placeholder":true,"num":0}]}']],
  ['says what is no packet', [JOIN, '4{"type":2,"nsp":"/","data":"x"}']],
  ['speaks before it joined', ['4{"type":2,"nsp":"/","data":["topics:watch",{}]}']],
  ['pings in the wrong direction', [JOIN, '2']],
  ['says what engine.io does not know', [JOIN, '9']],
])('a line that %s is shut, and leaves nothing behind', async (_, said) => {
  const line = await open(await start())
  for (const text of said) line.say(frame(text))
  expect(await until(() => line.closed)).toBe(true)
  expect(await until(() => lines() === 0 && viewers() === 0)).toBe(true)
})

test('a message over 64 KiB ends its line before it is read', async () => {
  const line = await open(await start())
  const head = Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0])
  line.say(head)
  expect(await until(() => line.closed)).toBe(true)
})

test.each([
  ['messages', MESSAGES.burst + 10, frame('4{"type":2,"nsp":"/","data":["x"]}')],
  ['pings', MESSAGES.burst + 10, frame('', { opcode: 9 })],
  ['bytes', BYTES.burst / 60_000 + 2, frame(`4{"type":2,"nsp":"/","data":["x","${'y'.repeat(60_000)}"]}`)],
])('a line that says too many %s is shut', async (_, n, said) => {
  const line = await open(await start())
  line.say(frame(JOIN))
  await until(() => viewers() === 1)
  for (let k = 0; k < n; k++) line.say(said)
  expect(await until(() => line.closed)).toBe(true)
  expect(await until(() => viewers() === 0)).toBe(true)
  const metrics = await fetch(`${twin.url}/metrics`).then(answer => answer.text())
  expect(metrics).toMatch(/twin_viewers_flooding_total 1\n/)
})

test('one caller holds as many sockets as it may, and others still come in', async () => {
  const port = await start({ proxies: 1, maxPerCaller: 5 })
  const from = (address: string) => open(port, `X-Forwarded-For: ${address}\r\n`)
  const mine = await Promise.all(Array.from({ length: 40 }, () => from('203.0.113.7')))
  expect(await until(() => mine.filter(line => !line.closed).length === 5)).toBe(true)
  const other = await from('203.0.113.8')
  expect(other.heard).toMatch(/^HTTP\/1\.1 101 /)
  expect(lines()).toBe(6)
})

test('a line that never joins is shut in time', async () => {
  twin = await runTwin(new TestClock(), [], null, {
    clock: systemClock,
    limits: { joinMs: 200, leaveMs: 50 },
  })
  const line = await open(portOf(twin))
  expect(line.heard).toMatch(/^HTTP\/1\.1 101 /)
  expect(await until(() => line.closed, 5_000)).toBe(true)
})
