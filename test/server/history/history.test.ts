import { expect, test } from 'vitest'
import { readPoint, readSamples } from '../../../server/history/readPoint.ts'
import { stores } from '../store/stores.ts'
import { BEGIN, begin, emptyStore, HOUR, MINUTE, SECOND, speak, valueAt } from './trials.ts'

const list = ({ n, at, value, quality }: Awaited<ReturnType<typeof readSamples>>) =>
  Array.from({ length: n }, (_, k) => [at[k], value[k], quality[k]])

test.each(stores)('%s: what was heard is read back, from pages and from memory alike', async (_, open) => {
  const { store, close } = await emptyStore(open)
  const trial = await begin(store)
  const { history } = trial
  await speak(trial, BEGIN + HOUR, 30 * SECOND)
  for (const point of [0, 1, 63, 64, 100]) {
    const read = list(await readSamples(history, history.tracks.ofPoint[point]!, BEGIN, BEGIN + HOUR))
    const said = Array.from({ length: 120 }, (_, k) => BEGIN + k * 30 * SECOND)
    expect(read).toEqual(said.map(at => [at, valueAt(trial, point, at), 1]))
  }
  expect((await store.db.selectFrom('history_page').selectAll().execute()).length).toBeGreaterThan(0)
  expect(history.open.n).toBeGreaterThan(0)
  await close()
})

test.each(stores)('%s: late samples find their place, in roll-ups too', async (_, open) => {
  const { store, close } = await emptyStore(open)
  const trial = await begin(store)
  const { history, twin, clock } = trial
  await speak(trial, BEGIN + HOUR, MINUTE)
  twin.applyPast(0, 3, BEGIN + 90 * SECOND, 1)
  twin.applyPast(0, 7, BEGIN + 2 * MINUTE, 4)
  clock.advance(2 * MINUTE)
  await history.drain(clock.now())
  expect(history.open.byStart.has(BEGIN)).toBe(false)
  const track = history.tracks.ofPoint[0]!
  expect(list(await readSamples(history, track, BEGIN + MINUTE, BEGIN + 2 * MINUTE))).toEqual([
    [BEGIN + MINUTE, valueAt(trial, 0, BEGIN + MINUTE), 1],
    [BEGIN + 90 * SECOND, 3, 1],
    [BEGIN + 2 * MINUTE, 7, 4],
  ])
  const rolled = await readPoint(history, track, BEGIN, BEGIN + 10 * MINUTE, 10, 1)
  if (rolled.level === 'raw') throw new Error('roll-ups were asked for')
  expect(rolled.level).toBe('minute')
  expect(rolled.rollups.slice(0, 3).map(({ n, good }) => [n, good])).toEqual([
    [1, 1],
    [2, 2],
    [1, 0],
  ])
  await close()
})

test.each(stores)('%s: roll-ups of every level say what the samples say', async (_, open) => {
  const { store, close } = await emptyStore(open)
  const trial = await begin(store, 1, 2)
  const { history } = trial
  const end = BEGIN + 26 * HOUR
  await speak(trial, end, 5 * MINUTE)
  const track = history.tracks.ofPoint[0]!
  const said = list(await readSamples(history, track, BEGIN, end)) as [number, number, number][]
  expect(said.length).toBe(26 * 12)
  for (const [max, level] of [
    [2000, 'minute'],
    [50, 'quarter'],
    [5, 'day'],
  ] as const) {
    const past = await readPoint(history, track, BEGIN, end - 1, max, 1)
    if (past.level === 'raw') throw new Error('roll-ups were asked for')
    expect(past.level).toBe(level)
    expect(past.rollups.length).toBeLessThanOrEqual(max)
    for (const { at, n, min, max, sum, last } of past.rollups) {
      const values = said.filter(([t]) => t >= at && t < at + past.width).map(([, v]) => v)
      expect(n).toBe(values.length)
      expect([min, max, last]).toEqual([Math.min(...values), Math.max(...values), values.at(-1)])
      expect(sum).toBeCloseTo(
        values.reduce((a, b) => a + b, 0),
        6,
      )
    }
    expect(past.rollups.reduce((sum, { n }) => sum + n, 0)).toBe(said.length)
  }
  await close()
})

test.each(stores)('%s: a restart takes up what the journal holds, and nothing twice', async (_, open) => {
  const { store, close } = await emptyStore(open)
  const first = await begin(store)
  await speak(first, BEGIN + 20 * MINUTE, MINUTE)
  await first.history.close()
  const second = await begin(store, 3, 60, BEGIN + 40 * MINUTE)
  second.clock.advance(2 * MINUTE)
  await second.history.drain(second.clock.now())
  expect(second.history.open.n).toBe(0)
  expect((await store.db.selectFrom('history_tail').select('id').execute()).length).toBe(0)
  const read = await readSamples(second.history, second.history.tracks.ofPoint[5]!, BEGIN, BEGIN + HOUR)
  expect(list(read)).toEqual(
    Array.from({ length: 20 }, (_, k) => [BEGIN + k * MINUTE, valueAt(first, 5, BEGIN + k * MINUTE), 1]),
  )
  await close()
})

test('a value that went stale is no new sample; one that a device calls stale is', async () => {
  const { store, close } = await emptyStore(stores[0]![1])
  const { twin, history, clock } = await begin(store)
  twin.apply(0, 1, BEGIN, 1)
  clock.advance(24 * HOUR)
  expect(twin.sweep(clock.now())).toBe(1)
  twin.apply(0, 1, clock.now(), 3)
  const track = history.tracks.ofPoint[0]!
  expect(list(await readSamples(history, track, BEGIN, clock.now()))).toEqual([
    [BEGIN, 1, 1],
    [clock.now(), 1, 3],
  ])
  await close()
})
