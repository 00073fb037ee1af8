import { afterAll, beforeAll, expect, test } from 'vitest'
import { frame, RawLine, UPGRADE, until } from './rawLine.ts'
import { Target } from './Target.ts'

let target: Target
beforeAll(async () => {
  target = await Target.begin()
})
afterAll(() => target?.end())

const HANDSHAKE = UPGRADE()
const CONNECT = frame('4{"type":0,"nsp":"/"}')
const POST =
  'POST /api/samples HTTP/1.1\r\nHost: twin\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n'

/** What an attacker has said when the line is reset, and what it waits to hear before. */
const stages: readonly (readonly [string, string | Buffer, RegExp | null])[] = [
  ['nothing said', '', null],
  ['half a request line', 'GET /api/hea', null],
  ['half a header', 'GET /api/health HTTP/1.1\r\nHost: tw', null],
  ['half a body', `${POST}{"samples":[`, null],
  ['a whole request, its answer not read', 'GET /api/site HTTP/1.1\r\nHost: twin\r\n\r\n', null],
  ['many requests at once', 'GET /api/health HTTP/1.1\r\nHost: twin\r\n\r\n'.repeat(50), null],
  ['a handshake that is being judged', HANDSHAKE, null],
  ['a handshake with a word already behind it', `${HANDSHAKE}\x81\xfe`, null],
  ['a handshake just answered', HANDSHAKE, /101 Switching/],
  ['an upgrade of another address', UPGRADE('/elsewhere'), null],
  ['an upgrade of an API door', UPGRADE('/api/health'), null],
  ['an upgrade to something else', HANDSHAKE.replace('websocket\r\n', 'h2c\r\n'), null],
  ['a handshake of another site', HANDSHAKE.replace('\r\n\r\n', '\r\nOrigin: http://evil\r\n\r\n'), null],
  ['a CONNECT method', 'CONNECT twin:80 HTTP/1.1\r\nHost: twin\r\n\r\n', null],
]

test.each(stages)('resets after %s end nobody else', async (_, said, heard) => {
  for (let round = 0; round < 4; round++) {
    const lines = await Promise.all(Array.from({ length: 40 }, () => RawLine.dial(target.port)))
    for (const line of lines) line.say(said)
    if (heard) await lines[0]!.hears(heard)
    // Some at once, some at each of the next turns: the judging takes a few.
    for (const [k, line] of lines.entries())
      if (k % 4 === 0) line.reset()
      else setTimeout(() => line.reset(), k % 4)
    await target.health()
  }
  expect((await target.health()).status).toBe('ok')
})

test('a flood of handshakes that are reset while they wait to be judged ends nobody else', async () => {
  // 200 handshakes take 25 turns of the doorway; the resets fall on all of them.
  for (let round = 0; round < 8; round++) {
    const lines = await Promise.all(Array.from({ length: 200 }, () => RawLine.dial(target.port)))
    for (const line of lines) line.say(HANDSHAKE)
    await Promise.all(
      lines.map(async (line, k) => {
        await new Promise(resolve => setTimeout(resolve, (k * 7) % 20))
        line.reset()
      }),
    )
    await target.health()
  }
  expect(await until(async () => (await target.health()).viewers === 0)).toBe(true)
})

test.each([
  ['a frame half said', frame('42').subarray(0, 3)],
  ['the twin joined', CONNECT],
  ['a first part of a message', frame('4{"type', { fin: false })],
  ['a frame unmasked', Buffer.from([0x81, 0x01, 0x34])],
  ['a ping too long', Buffer.concat([Buffer.from([0x89, 0xfe, 0x01, 0x00]), Buffer.alloc(260)])],
])('resets of an open WebSocket after %s end nobody else', async (_, said) => {
  for (let round = 0; round < 3; round++) {
    const lines = await Promise.all(Array.from({ length: 20 }, () => RawLine.dial(target.port)))
    for (const line of lines) line.say(HANDSHAKE)
    for (const line of lines) {
      await line.hears(/101 Switching/)
      line.say(said)
      setImmediate(() => line.reset())
    }
    await target.health()
  }
  expect((await target.health()).status).toBe('ok')
})

/** CONNECT of MQTT 3.1.1 with the user `device` and a wrong key. */
const MQTT_CONNECT = Buffer.from(
  '\x10\x1a\x00\x04MQTT\x04\xc2\x00\x3c\x00\x01a\x00\x06device\x00\x03key',
  'latin1',
)

test.each([
  ['nothing said', Buffer.alloc(0)],
  ['half a CONNECT', MQTT_CONNECT.subarray(0, 9)],
  ['a CONNECT that is being judged', MQTT_CONNECT],
  ['a request of HTTP', Buffer.from(HANDSHAKE)],
  ['a packet far too long', Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f, 0])],
])('resets of MQTT lines after %s end nobody else', async (_, said) => {
  for (let round = 0; round < 4; round++) {
    const lines = await Promise.all(Array.from({ length: 30 }, () => RawLine.dial(target.mqtt)))
    for (const [k, line] of lines.entries()) {
      line.say(said)
      if (k % 3 === 0) line.reset()
      else setTimeout(() => line.reset(), k % 3)
    }
    await target.health()
  }
  expect((await target.health()).status).toBe('ok')
})
