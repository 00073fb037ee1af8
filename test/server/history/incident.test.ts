import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { readIncident } from '../../../server/history/readIncident.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { replaySource } from '../../../server/ingest/replay/replaySource.ts'
import type { Source } from '../../../server/ingest/source.ts'
import { loggedIn } from '../accounts/frontDoor.ts'
import { asset, KEY, NOON, smallSite, TestClock } from '../fixture.ts'
import { type Running, startTwin } from '../twinUnderTest.ts'

const MINUTE = 60_000
const folder = mkdtempSync(join(tmpdir(), 'incident-'))
const closers: (() => unknown)[] = []
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function run(lots: readonly string[], clock: TestClock, sources: Source[] = []): Promise<Running> {
  const running = await startTwin({
    site: smallSite(lots.map(id => asset('parking', { id, parts: 3 }))),
    clock,
    sources,
    tickMs: null,
    credential: openCredential('', KEY),
    folders: { client: null, world: null },
    host: '127.0.0.1',
    port: 0,
    version: '0',
  })
  closers.push(() => running.close())
  return running
}

/** Stalls of two lots over twenty minutes, one of them taken at odd minutes. */
async function happen(): Promise<{ running: Running; clock: TestClock }> {
  const clock = new TestClock(NOON)
  const running = await run(['west', 'east'], clock)
  for (let minute = 0; minute < 20; minute++) {
    for (const lot of ['west', 'east'])
      for (let part = 0; part < 3; part++)
        running.twin.apply(running.points.find(lot, 'stall', part), (minute + part) % 2, clock.now(), 1)
    clock.advance(MINUTE)
    await running.history.drain(clock.now())
  }
  return { running, clock }
}

async function fetchIncident(running: Running, body: object): Promise<Response> {
  const operator = await loggedIn(running, 'operator')
  return await fetch(`${running.url}/api/incidents`, {
    method: 'POST',
    headers: {
      cookie: operator.cookie,
      origin: running.url,
      'x-csrf-token': operator.csrf,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
}

test('an incident replays on another installation, and names what is not there', async () => {
  const { running } = await happen()
  const answer = await fetchIncident(running, {
    title: '주차장 이상',
    from: NOON + 10 * MINUTE + 30_000,
    to: new Date(NOON + 15 * MINUTE).toISOString(),
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toMatch(/incident-2026-05-12T0310\.twin/)
  const file = join(folder, 'a.twin')
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()))

  const clock = new TestClock(NOON + 1_000 * MINUTE)
  const replay = replaySource({ file, speed: 60, from: null })
  const other = await run(['north', 'east'], clock, [replay])
  const incident = readIncident(file, other.points)
  expect(incident).toMatchObject({ title: '주차장 이상', skipped: 3 * 6 })
  expect(incident.firstSkipped).toBe(
    '3 points of it are not of this site: west/stall, west/stall/1, west/stall/2',
  )
  const stall = other.points.find('east', 'stall', 1)
  expect(incident.samples.filter(({ point }) => point === stall)).toEqual([
    { point: stall, value: 1, at: NOON + 10 * MINUTE + 30_000, quality: 1 },
    ...[11, 12, 13, 14, 15].map(minute => ({
      point: stall,
      value: (minute + 1) % 2,
      at: NOON + minute * MINUTE,
      quality: 1,
    })),
  ])
  const seen: number[] = []
  for (let second = 0; second < 6; second++) {
    clock.advance(1_000)
    seen.push(other.twin.values[stall]!)
  }
  expect(seen).toEqual([0, 1, 0, 1, 0, 0])
  expect(replay.state?.()).toMatchObject({ connected: false, counters: { played: 18, skipped: 18 } })
})

test('a span of many slots is streamed page by page, and choosing assets leaves the others out', async () => {
  const { running, clock } = await happen()
  const stall = running.points.find('east', 'stall', 0)
  for (let slot = 0; slot < 110; slot++) {
    clock.advance(15 * MINUTE)
    running.twin.apply(stall, slot % 2, clock.now(), 1)
    await running.history.drain(clock.now())
  }
  const to = clock.now() + 1
  const answer = await fetchIncident(running, { title: 'a day and more', from: NOON, to, assets: ['east'] })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-length')).toBeNull()
  const file = join(folder, 'long.twin')
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()))
  const { samples, skipped } = readIncident(file, running.points)
  expect(skipped).toBe(0)
  expect(new Set(samples.map(({ point }) => running.points.asset[point])).size).toBe(1)
  expect(samples.filter(({ point }) => point === stall)).toHaveLength(20 + 110)
  expect(samples.at(-1)).toMatchObject({ point: stall, at: clock.now() })
}, 120_000)

test('nobody exports without the right, too much, or what is no order', async () => {
  const { running } = await happen()
  const body = { title: 'a', from: NOON, to: NOON + MINUTE }
  const bare = await fetch(`${running.url}/api/incidents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(bare.status).toBe(401)
  const operator = await loggedIn(running, 'operator')
  for (const [change, status, words] of [
    [{ title: ' ' }, 400, /title/],
    [{ from: 'noon' }, 400, /from.*ISO 8601/],
    [{ to: NOON }, 400, /before to/],
    [{ from: NOON + 1e6 * MINUTE, to: NOON + 1e6 * MINUTE + 1 }, 400, /still to come/],
    [{ assets: ['nowhere'] }, 404, /not of this site/],
  ] as const) {
    const answer = await operator.send('POST', '/api/incidents', { ...body, ...change })
    expect(answer.status, JSON.stringify(change)).toBe(status)
    expect(answer.body.error).toMatch(words)
  }
})

test('a damaged or foreign file is refused in words', async () => {
  const { running } = await happen()
  const answer = await fetchIncident(running, { title: 'a', from: NOON, to: NOON + 9 * MINUTE })
  const whole = new Uint8Array(await answer.arrayBuffer())
  const file = join(folder, 'b.twin')
  for (let at = 0; at < whole.length; at += 7) {
    const damaged = whole.slice()
    damaged[at]! ^= 1
    writeFileSync(file, damaged)
    expect(() => readIncident(file, running.points), `byte ${at}`).toThrow(/no incident|version|damaged/)
  }
  writeFileSync(file, whole.subarray(0, whole.length - 1))
  expect(() => readIncident(file, running.points)).toThrow(/damaged/)
  writeFileSync(file, readFileSync('package.json'))
  expect(() => readIncident(file, running.points)).toThrow(/no incident of a twin/)
})
