import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { addOwnerProxy } from '../../../server/cluster/ownerProxy.ts'
import { openHttp } from '../../../server/net/http.ts'
import { RawLine, until } from '../attack/rawLine.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  vi.restoreAllMocks()
})

/** An owner that does this with each line, once it has heard something. */
async function owner(does: (line: Socket) => void): Promise<string> {
  const server = createServer(line => {
    line.on('error', () => undefined)
    line.once('data', () => does(line))
    ends.push(() => line.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  ends.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

async function gateway(url: string, patience = 400): Promise<number> {
  const app = await openHttp()
  await addOwnerProxy(app, () => url, patience)
  app.addContentTypeParser('application/x-ndjson', (_, __, done) => done(null))
  await app.listen({ host: '127.0.0.1', port: 0 })
  ends.push(() => app.close())
  return (app.server.address() as { port: number }).port
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const GET = 'GET /api/alarms HTTP/1.1\r\nHost: twin\r\n\r\n'
const post = (length: number, said: string): string =>
  `POST /api/samples HTTP/1.1\r\nHost: twin\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${said}`
const STREAM =
  'POST /api/samples HTTP/1.1\r\nHost: twin\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n'

/** How an owner dies, and what a caller hears that had said all it had to say. */
const dying: readonly (readonly [string, number, (line: Socket) => void])[] = [
  ['resets at once', 503, line => line.resetAndDestroy()],
  ['hangs up at once', 503, line => line.end()],
  ['dies in its head', 503, line => line.write(HEAD, () => line.resetAndDestroy())],
  [
    'dies before its body',
    503,
    line => line.write(`${HEAD}content-length: 90\r\n\r\n`, () => line.resetAndDestroy()),
  ],
  [
    'dies in its body',
    200,
    line => line.write(`${HEAD}content-length: 90\r\n\r\n{"a":`, () => line.destroy()),
  ],
  [
    'dies in a chunk',
    200,
    line => line.write(`${HEAD}transfer-encoding: chunked\r\n\r\nff\r\n{"a":`, () => line.destroy()),
  ],
  ['says nothing more in its body', 200, line => line.write(`${HEAD}content-length: 90\r\n\r\n{"a":`)],
  ['says nothing', 503, () => undefined],
  ['says what is no HTTP', 503, line => line.write('SSH-2.0-OpenSSH\r\n')],
  [
    'answers and dies',
    200,
    line => line.write(`${HEAD}content-length: 2\r\n\r\n{}`, () => line.resetAndDestroy()),
  ],
]

const questions: readonly (readonly [string, string])[] = [
  ['a question', GET],
  ['a small write', post(2, '{}')],
]
const halves: readonly (readonly [string, string])[] = [
  ['half a write', post(900, '{"samples":[')],
  ['a stream', STREAM],
]

/** What a caller hears from a gateway whose owner does this; the gateway serves on and logs nothing. */
async function heard(said: string, does: (line: Socket) => void, ms: number): Promise<string> {
  const logged = vi.spyOn(console, 'error')
  const port = await gateway(await owner(does))
  const line = await RawLine.dial(port)
  line.say(said)
  await until(() => line.closed || /\r\n\r\n.*\}$/s.test(line.heard), ms)
  line.reset()
  expect((await fetch(`http://127.0.0.1:${port}/none`)).status).toBe(404)
  expect(logged.mock.calls).toEqual([])
  return line.heard
}

test.each(
  dying.flatMap(([how, status, does]) =>
    questions.map(([what, said]) => [how, what, said, status, does] as const),
  ),
)(
  'an owner that %s under %s ends that answer alone, and nothing is logged',
  async (_, __, said, status, does) => {
    expect(await heard(said, does, 5_000)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  },
)

test.each(dying.flatMap(([how, , does]) => halves.map(([what, said]) => [how, what, said, does] as const)))(
  'an owner that %s under %s is told of at most once, and nothing is logged',
  async (_, __, said, does) => {
    expect((await heard(said, does, 60)).match(/HTTP\/1\.1/g)?.length ?? 0).toBeLessThanOrEqual(1)
  },
)

test('a question that the owner cannot answer is asked once', async () => {
  let asked = 0
  const url = await owner(line => {
    asked++
    line.end(`${HEAD.replace('200 OK', '503 Service Unavailable')}content-length: 2\r\n\r\n{}`)
  })
  const port = await gateway(url)
  expect((await fetch(`http://127.0.0.1:${port}/api/alarms`)).status).toBe(503)
  expect(asked).toBe(1)
})
