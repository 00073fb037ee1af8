import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { readRecording } from '../../../server/ingest/replay/readRecording.ts'
import { replaySource } from '../../../server/ingest/replay/replaySource.ts'
import { NOON } from '../fixture.ts'
import { stand, tempFolder } from './stand.ts'

let folder: ReturnType<typeof tempFolder>
beforeAll(() => {
  folder = tempFolder()
})
afterAll(() => folder.remove())

const HOUR = 3_600_000
/** Noon of a day in 2024, recorded. */
const THEN = Date.UTC(2024, 5, 1, 3)
function write(name: string, text: string): string {
  const path = folder.path(name)
  writeFileSync(path, text)
  return path
}
const csv = () =>
  write(
    'day.csv',
    [
      'at,asset,point,value,unit',
      `${new Date(THEN).toISOString()},airstation,pm25,10,µg/m³`,
      `${new Date(THEN + 2 * HOUR).toISOString()},airstation,pm25,0.03,mg/m3`,
      `${THEN + HOUR},airstation,pm25,20,`,
      `${THEN + HOUR},nowhere,pm25,20,`,
    ].join('\n'),
  )

/** Values of a point at each of the next hours of the clock, played at 60 times the speed. */
function play(file: string, from: number | null) {
  const what = stand()
  const source = replaySource({ file, speed: 60, from })
  const stop = source.start(what.gate, what.mapping) as () => void
  const i = what.points.find('airstation', 'pm25')
  const seen: [number, number][] = []
  what.twin.hear((point, value, _, at) => point === i && seen.push([at - NOON, value]))
  return { ...what, source, stop, seen }
}

test('a CSV is played by time, at its speed, as now, converted and checked like any sample', () => {
  const { clock, seen, source, stop, gate } = play(csv(), null)
  clock.advance(200_000)
  stop()
  const [first, second, third] = seen
  expect(seen.map(([, value]) => value)).toEqual([10, 20, 30])
  expect([first![0], second![0], third![0]]).toEqual([0, 60_000, 120_000])
  expect(source.state!()).toMatchObject({
    connected: false,
    lastError: 'line 5: nowhere/pm25 is not a point of this site; GET /api/site lists them',
    counters: { samples: 3, played: 3, skipped: 1 },
  })
  expect(gate.tally('replay').report(clock.now())).toMatchObject({ accepted: 3, rejected: {} })
})

test('it begins where it is told to, and stops when it is stopped', () => {
  const { clock, seen, stop, source } = play(csv(), THEN + HOUR)
  clock.advance(30_000)
  expect(seen).toEqual([[0, 20]])
  expect(source.state!().connected).toBe(true)
  stop()
  clock.advance(200_000)
  expect(seen).toHaveLength(1)
})

test('an NDJSON file of one sample a line is read alike, bad quality included', () => {
  const line = (more: object) => JSON.stringify({ asset: 'airstation', point: 'pm25', ...more })
  const file = write(
    'day.ndjson',
    `${line({ at: THEN + 60_000, value: 2, quality: 'bad' })}\n\n${line({ at: THEN, value: 1 })}\n`,
  )
  const { clock, seen, stop, now } = play(file, null)
  clock.advance(5_000)
  stop()
  expect(seen.map(([, value]) => value)).toEqual([1, 2])
  expect(now('airstation', 'pm25')).toEqual([2, QUALITY.bad])
})

test.each([
  ['none.csv', null, /there is no such file/],
  ['a.csv', 'time,asset\n1,2', /line 1: columns at, point, value are missing/],
  [
    'b.csv',
    'at,asset,point,value\nsoon,airstation,pm25,1',
    /line 2: "at" must be milliseconds or an ISO 8601 time, not soon/,
  ],
  [
    'c.csv',
    'at,asset,point,value\n2024-06-01T03:00:00Z,nowhere,pm25,1',
    /line 2: nowhere\/pm25 is not a point of this site/,
  ],
  ['d.csv', 'at,asset,point,value\n2024-06-01T03:00:00Z,airstation,pm25,', /"value" must be a finite number/],
  ['e.ndjson', '{"at":1}\nnot json', /line 2: must be a JSON object/],
  ['f.ndjson', '', /it holds no samples/],
] as const)('%s is refused with place and remedy', (name, text, words) => {
  const file = text === null ? folder.path(name) : write(name, text)
  expect(() => readRecording(file, stand().points)).toThrow(words)
})
