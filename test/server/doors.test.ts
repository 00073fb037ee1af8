import { type ClientRequest, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LineReader } from '../../server/ingest/LineReader.ts'
import { KEY, runTwin, TestClock } from './fixture.ts'
import type { Running } from './twinUnderTest.ts'

let twin: Running
beforeAll(async () => {
  twin = await runTwin(new TestClock())
})
afterAll(() => twin.close())

const get = (path: string, headers = {}) => fetch(twin.url + path, { headers })
const post = (body: string, key: string | null = KEY) =>
  fetch(`${twin.url}/api/samples`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
  })

test('good samples of a batch are taken, the others answered by index', async () => {
  const samples = [
    { asset: 'airstation', point: 'pm25', value: 44 },
    { asset: 'nowhere', point: 'pm25', value: 44 },
    null,
  ]
  const answer = await post(JSON.stringify({ samples }))
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    accepted: 1,
    rejected: [
      { index: 1, reason: 'unknownPoint' },
      { index: 2, reason: 'malformed' },
    ],
  })
  const { points } = await (await get('/api/assets/airstation')).json()
  expect(points).toContainEqual(expect.objectContaining({ point: 'pm25', value: 44, quality: 'good' }))
  const history = await (await get('/api/assets/airstation/history?minutes=5')).json()
  expect(history.points.pm25.value.at(-1)).toBe(44)
})

test.each([
  ['no credential', 401, '{"samples":[]}', null],
  ['a wrong credential', 401, '{"samples":[]}', 'wrong'],
  ['broken JSON', 400, '{"samples":', KEY],
  ['no samples', 400, '[]', KEY],
  ['too many samples', 413, JSON.stringify({ samples: Array(10_001).fill(1) }), KEY],
  ['a body over 1 MB', 413, `{"samples":["${'x'.repeat(1_100_000)}"]}`, KEY],
] as const)('%s answers %i with a sentence', async (_, status, body, key) => {
  const answer = await post(body, key)
  expect(answer.status).toBe(status)
  expect((await answer.json()).error).toMatch(/\w+ \w+/)
})

const stream = (body: string) =>
  fetch(`${twin.url}/api/samples`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${KEY}` },
  })
const line = (value: unknown, more = {}) =>
  JSON.stringify({ asset: 'airstation', point: 'pm10', value, ...more })

test('of a stream the good lines are taken, and each bad one is named by its number', async () => {
  const body = [line(41), '{"asset"', '', line('x'), `"${'x'.repeat(20_000)}"`, '7', `${line(42)}\r`].join(
    '\n',
  )
  const answer = await stream(body)
  expect(answer.status).toBe(200)
  const report = await answer.json()
  expect(report).toMatchObject({ accepted: 2, rejectedCount: 4, lines: 7 })
  expect(report.rejected.map((r: { line: number; reason: string }) => [r.line, r.reason])).toEqual([
    [2, 'malformed'],
    [4, 'notANumber'],
    [5, 'malformed'],
    [6, 'malformed'],
  ])
  expect(report.rejected[2].detail).toMatch(/over 16384 bytes/)
  expect(twin.twin.values[twin.points.find('airstation', 'pm10')]).toBe(42)
})

test('lines are found wherever the stream is cut', () => {
  const text = `${line(1)}\n\n${line(2)}\r\n가나다\n${line(3)}`
  const bytes = Buffer.from(text)
  for (let cut = 1; cut < bytes.length; cut += 3) {
    const found: [string | null, number][] = []
    const reader = new LineReader((...what) => found.push(what))
    for (let k = 0; k < bytes.length; k += cut) reader.push(bytes.subarray(k, k + cut))
    reader.finish()
    expect(found).toEqual([
      [line(1), 1],
      [line(2), 3],
      ['가나다', 4],
      [line(3), 5],
    ])
  }
})

test('a stream of many refusals names a thousand and counts them all', async () => {
  const report = await (await stream('{}\n'.repeat(3_000))).json()
  expect(report).toMatchObject({ accepted: 0, rejectedCount: 3_000, lines: 3_000 })
  expect(report.rejected).toHaveLength(1_000)
})

test('a sender that is too fast is told when to come back and where to go on', async () => {
  const own = await runTwin(new TestClock())
  try {
    const body = `${line(1)}\n`.repeat(130_000)
    const send = () =>
      fetch(`${own.url}/api/samples`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${KEY}` },
      })
    let answer = await send()
    for (let n = 0; n < 10 && answer.status === 200; n++) answer = await send()
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    const report = await answer.json()
    expect(report.error).toMatch(/come back in \d+ s and go on after line \d+/)
    expect(report.lines).toBeLessThan(130_000)
    expect(own.gate.accepted.get('http')).toBe(6 * 130_000 + report.accepted)
  } finally {
    await own.close()
  }
})

/** A stream that is begun and not ended; the result cuts it. */
function begin(body: string): ClientRequest {
  const sending = request(`${twin.url}/api/samples`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${KEY}` },
  })
  sending.on('error', () => undefined)
  sending.write(body)
  return sending
}

test('of a stream that breaks, what came before is taken', async () => {
  const i = twin.points.find('airstation', 'pm10')
  const sending = begin(`${line(77)}\n${line(78)}`)
  await expect.poll(() => twin.twin.values[i]).toBe(77)
  sending.destroy()
  expect((await stream(line(79))).status).toBe(200)
  expect(twin.twin.values[i]).toBe(79)
})

test('no more than 64 streams are read at a time', async () => {
  const before = twin.gate.accepted.get('http')!
  const streams = Array.from({ length: 64 }, () => begin(`${line(5)}\n`))
  await expect.poll(() => twin.gate.accepted.get('http')).toBe(before + 64)
  const answer = await stream(line(6))
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1'])
  for (const sending of streams) sending.destroy()
  await expect.poll(async () => (await stream(line(6))).status).toBe(200)
})

test('a stream without a credential is turned away before it is read', async () => {
  const answer = await fetch(`${twin.url}/api/samples`, {
    method: 'POST',
    body: line(1),
    headers: { 'content-type': 'application/x-ndjson' },
  })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
})

test('the state of every way in is answered: counts, rates, lag, mapping', async () => {
  await post(
    JSON.stringify({
      samples: [{ asset: 'airstation', point: 'o3', value: 0.03, at: twin.clock.now() - 1_500 }],
    }),
  )
  const report = await (await get('/api/ingest')).json()
  const http = report.sources.find((source: { name: string }) => source.name === 'http')
  expect(http).toMatchObject({
    state: null,
    accepted: twin.gate.accepted.get('http'),
    lag: { medianMs: 1_500, maxMs: 1_500, skewMs: -1_500 },
  })
  expect(http.rejected.malformed).toBe(twin.gate.rejected.get('http malformed'))
  expect(report.mapping).toEqual({ file: null, entries: 0, atArrival: 0, loadedAt: null, error: null })
  expect(report.clock).toEqual({ set: 0, lastMs: 0 })
})

test('the site is compressed and revalidated', async () => {
  const first = await get('/api/site')
  expect(first.headers.get('content-encoding')).toBe('gzip')
  expect((await first.json()).version).toBe('test')
  const again = await get('/api/site', { 'if-none-match': first.headers.get('etag') })
  expect(again.status).toBe(304)
})

test('health, ingest and metrics tell what happened', async () => {
  await post('{"samples":[{}]}')
  expect(await (await get('/api/health')).json()).toMatchObject({ status: 'ok', points: twin.points.count })
  const { rejected, recent } = await (await get('/api/ingest')).json()
  expect(rejected['http malformed']).toBeGreaterThan(0)
  expect(recent, 'refusals quote devices; the public does not read them').toEqual([])
  expect(await (await get('/metrics')).text()).toContain('twin_samples_rejected_total{source="http"')
})

test('what is not there answers 404 in JSON', async () => {
  for (const path of ['/api/assets/nowhere', '/api/nothing', '/../../etc/passwd'])
    expect((await get(path)).status).toBe(404)
  expect((await get('/api/assets/airstation/history?minutes=1e9')).status).toBe(400)
})

test('metrics tell how long ticks take, the bytes of each topic and the lag of the event loop', async () => {
  const bytes = async () =>
    Number(
      /^twin_frame_bytes_total\{topic="environment"\} (\d+)/m.exec(await (await get('/metrics')).text())?.[1],
    )
  const count = async () =>
    Number(/^twin_tick_seconds_count (\d+)/m.exec(await (await get('/metrics')).text())?.[1])
  const [bytesBefore, ticksBefore] = [await bytes(), await count()]
  twin.gate.offer({ asset: 'airstation', point: 'pm25', value: 51 }, 'test')
  twin.tick()
  const sent = (await bytes()) - bytesBefore
  expect(sent).toBeGreaterThan(0)
  expect(sent).toBeLessThan(1_000)
  expect((await count()) - ticksBefore).toBe(1)
  const text = await (await get('/metrics')).text()
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
})

test('a refusal that a screen has to say carries its code and what is filled in beside the sentence', async () => {
  const answer = await get('/api/devices')
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({
    error: 'log in first: this needs device:manage',
    code: 'loginFirst',
    params: { right: 'device:manage' },
  })
  expect(await (await get('/api/nowhere')).json()).toMatchObject({ code: 'nothingThere' })
})
