import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { standBy } from '../../../server/cluster/standBy.ts'
import { Lines } from '../../../server/net/Lines.ts'
import { freePort } from '../../freePort.ts'
import { KEY, runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { RawLine, UPGRADE, until } from './rawLine.ts'

/** As those of every HTTP door, but short. */
const SHORT = { headMs: 300, bodyMs: 400, stallMs: 1_500, keepAliveMs: 300, requestMs: 1_000 }
/** Lines of one attack; the server must be free of them all within this time. */
const LINES = 60
const PATIENCE = 12_000

let twin: Running
let port: number
const held: RawLine[] = []
beforeEach(async () => {
  twin = await runTwin(new TestClock(), [], null, { clock: systemClock, limits: SHORT })
  port = Number(new URL(twin.url).port)
})
afterEach(async () => {
  for (const line of held.splice(0)) line.reset()
  await twin.close()
})

const openLines = (): number => (twin.health() as { lines: { open: number } }).lines.open

/** Open many lines that all say this, and then one more byte now and then for as long as anybody hears it. */
async function attack(said: string, byte: string | null): Promise<void> {
  const lines = await Promise.all(Array.from({ length: LINES }, () => RawLine.dial(port)))
  held.push(...lines)
  for (const line of lines) line.say(said)
  if (byte === null) return
  const timer = setInterval(() => {
    for (const line of lines) if (!line.closed) line.say(byte)
  }, 50)
  setTimeout(() => clearInterval(timer), PATIENCE).unref()
}

const head = (door: string, type: string, more = ''): string =>
  `${door} HTTP/1.1\r\nHost: twin\r\nContent-Type: ${type}\r\n${more}Content-Length: 60000\r\n\r\n`
const AUTH = `Authorization: Bearer ${KEY}\r\n`

test.each([
  ['say nothing', '', null],
  ['say half a head', 'GET /api/health HTTP/1.1\r\nX', null],
  ['say their head byte by byte', 'GET /api/health HTTP/1.1\r\nX: ', 'y'],
  ['say no body', head('POST /api/samples', 'application/json', AUTH), null],
  ['say their body byte by byte', head('POST /api/samples', 'application/json', AUTH), ' '],
  [
    'say it to a door of NGSI-LD',
    head('POST /ngsi-ld/v1/entityOperations/upsert', 'application/json', AUTH),
    ' ',
  ],
  ['say it to a door of SensorThings', head('POST /sta/v1.1/Observations', 'application/json', AUTH), ' '],
  ['say a login byte by byte', head('POST /api/session', 'application/json'), ' '],
  ['say it to no door', head('POST /nowhere', 'application/json'), ' '],
  [
    'say it in chunks',
    'POST /api/session HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    '1\r\n \r\n',
  ],
  ['say it with a GET', head('GET /api/health', 'application/json'), ' '],
  ['stream without a key', head('POST /api/samples', 'application/x-ndjson'), '\n'],
  ['stream to another door', head('POST /api/session', 'application/x-ndjson'), '\n'],
  ['stream with a key without end', head('POST /api/samples', 'application/x-ndjson', AUTH), '\n'],
  ['poll with a body', head('POST /socket.io/?EIO=4&transport=polling', 'text/plain'), ' '],
  ['ask once and rest', 'GET /api/health HTTP/1.1\r\nHost: twin\r\n\r\n', null],
  ['upgrade elsewhere', UPGRADE('/elsewhere'), null],
  ['upgrade with a wrong key', UPGRADE().replace('dGhlIHNhbXBsZSBub25jZQ==', 'x'), null],
])('lines that %s are ended', async (_, said, byte) => {
  await attack(said, byte)
  expect(await until(() => openLines() === 0, PATIENCE)).toBe(true)
  expect((await fetch(`${twin.url}/api/health`)).status).toBe(200)
})

test('a body that takes too long is answered with 408 and counted', async () => {
  const line = await RawLine.dial(port)
  line.say(head('POST /api/session', 'application/json'))
  expect(await line.hears(/^HTTP\/1\.1 408 /)).toBe(true)
  expect((twin.health() as { lines: { slow: number } }).lines.slow).toBe(1)
})

test('a stand-by is held by nobody either', async () => {
  const at = await freePort()
  const leave = await standBy({ host: '127.0.0.1', port: at, version: '0', limits: SHORT })
  const line = await RawLine.dial(at)
  held.push(line)
  expect(await until(() => line.closed, PATIENCE)).toBe(true)
  await leave()
})

test('lines of one caller and of all are bounded, and the next comes in when one has left', async () => {
  const lines = new Lines({ lines: 6, linesPerCaller: 4, exempt: () => false })
  const server: Server = createServer()
  lines.own(server)
  const at = await freePort()
  await new Promise<void>(resolve => server.listen(at, '127.0.0.1', resolve))
  const mine = await Promise.all(Array.from({ length: 10 }, () => RawLine.dial(at)))
  held.push(...mine)
  expect(await until(() => lines.refused === 6 && lines.open === 4)).toBe(true)
  mine.find(line => !line.closed)!.reset()
  expect(await until(() => lines.open === 3)).toBe(true)
  expect(lines.broken).toBe(1)
  const next = await RawLine.dial(at)
  held.push(next)
  expect(await until(() => lines.open === 4)).toBe(true)
  server.close()
})
