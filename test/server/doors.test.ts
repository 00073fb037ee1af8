import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Running } from '../../server/start.ts'
import { KEY, runTwin, TestClock } from './fixture.ts'

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
  expect((await (await get('/api/ingest')).json()).rejected['http malformed']).toBeGreaterThan(0)
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
  expect(await (await get('/metrics')).text()).toMatch(/^nodejs_eventloop_lag_seconds /m)
})
