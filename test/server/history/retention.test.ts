import { expect, test } from 'vitest'
import { Retention } from '../../../server/history/Retention.ts'
import { readPoint, readSamples } from '../../../server/history/readPoint.ts'
import { restore } from '../../../server/history/restore.ts'
import { bandsOf } from '../../../server/history/Tracks.ts'
import { stores } from '../store/stores.ts'
import { BEGIN, begin, emptyStore, HOUR, MINUTE, speak, valueAt } from './trials.ts'

const DAY = 24 * HOUR

test.each(stores)('%s: samples go after their days, roll-ups after theirs, days stay', async (_, open) => {
  const { store, close } = await emptyStore(open)
  const trial = await begin(store, 2, 62)
  const { history } = trial
  const end = BEGIN + 3 * DAY
  await speak(trial, end, 15 * MINUTE, [0, 100])
  const bands = bandsOf(history.tracks.count)
  expect(bands).toBeGreaterThan(1)
  const levels = async () => {
    const rows = await store.db.selectFrom('history_page').select(['level', 'slot']).execute()
    return [0, 1, 2, 3].map(level => rows.filter(row => row.level === level).map(row => Number(row.slot)))
  }
  const before = await levels()
  const retention = new Retention(store.db, { rawDays: 1, rollupDays: 2 }, bands)
  for (let k = 0; k < bands; k++) await retention.step(end)
  const [raw, minute, quarter, day] = await levels()
  expect(Math.min(...raw!)).toBe(end - DAY - 15 * MINUTE)
  expect(Math.min(...minute!)).toBe(end - 2 * DAY - 15 * MINUTE)
  expect(quarter!.length).toBeLessThan(before[2]!.length)
  expect(day).toEqual(before[3])
  const track = history.tracks.ofPoint[100]!
  expect((await readSamples(history, track, BEGIN, end - 2 * DAY)).n).toBe(0)
  expect((await readSamples(history, track, end - DAY, end)).n).toBe(96)
  const days = await readPoint(history, track, BEGIN, end, 3, 900)
  expect(days.level === 'day' && days.rollups.reduce((sum, { n }) => sum + n, 0)).toBe(288)
  // What is kept can still be gone to.
  const at = end - DAY + HOUR
  expect((await restore(history, at)).values[100]).toBe(valueAt(trial, 100, at))
  await close()
})
