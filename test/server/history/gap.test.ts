import { expect, test } from 'vitest'
import { restore } from '../../../server/history/restore.ts'
import { stores } from '../store/stores.ts'
import { BEGIN, begin, emptyStore, HOUR, MINUTE, speak } from './trials.ts'

test.each(stores)('%s: after hours without a server, the first quarter is restored too', async (_, open) => {
  const { store, close } = await emptyStore(open)
  const first = await begin(store)
  await speak(first, BEGIN + 20 * MINUTE, MINUTE)
  await first.history.close()
  const second = await begin(store, 2, 60, BEGIN + 3 * HOUR)
  const { history } = second
  await speak(second, BEGIN + 3 * HOUR + 5 * MINUTE, MINUTE)
  const newest = BEGIN + 3 * HOUR + 4 * MINUTE
  expect((await restore(history, newest)).times[5]).toBe(newest)
  await speak(second, BEGIN + 4 * HOUR, MINUTE)
  expect(history.open.byStart.has(BEGIN + 3 * HOUR)).toBe(false)
  expect((await restore(history, newest)).times[5]).toBe(newest)
  expect((await restore(history, BEGIN + 2 * HOUR)).times[5]).toBe(BEGIN + 19 * MINUTE)
  await close()
})
