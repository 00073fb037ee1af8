import { expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import type { Sight } from '../../../models/sight.ts'
import { History } from '../../../server/history/History.ts'
import { oldestInstant } from '../../../server/history/oldestInstant.ts'
import { Playback } from '../../../server/history/Playback.ts'
import { restore } from '../../../server/history/restore.ts'
import { asset } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { BEGIN, begin, emptyStore, HOUR, MINUTE, SECOND, speak } from './trials.ts'

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

test.each(stores)(
  '%s: the record begins where the server began, not with its quarter of an hour',
  async (_, open) => {
    const { store, close } = await emptyStore(open)
    const began = BEGIN + 14 * MINUTE
    const first = await begin(store, 2, 60, began)
    await speak(first, began + 40 * MINUTE, 10 * SECOND)
    expect(await oldestInstant(first.history)).toBe(began)
    await close()
  },
)

test.each(stores)(
  '%s: while the server was off nothing is known: the gap is told, and what is shown of before it is stale',
  async (_, open) => {
    const { store, close } = await emptyStore(open)
    const first = await begin(store)
    await speak(first, BEGIN + 10 * MINUTE, 10 * SECOND)
    const ended = first.clock.now()
    await first.history.close()
    const off = { from: ended, until: BEGIN + 30 * MINUTE }
    const second = await begin(store, 2, 60, off.until)
    await speak(second, BEGIN + 40 * MINUTE, 10 * SECOND)
    const { history } = second
    const gap = (minutes: number) => history.gapAt(BEGIN + minutes * MINUTE)
    expect([await gap(5), await gap(35), await gap(-5)]).toEqual([null, null, null])
    expect(await gap(20)).toEqual(off)
    expect(await history.gapsOf(BEGIN - HOUR, BEGIN + HOUR)).toEqual([off])
    expect(await history.gapsOf(BEGIN, BEGIN + 9 * MINUTE)).toEqual([])

    // A second after the end a value is within its period, and nobody heard whether it still held.
    const justAfter = await restore(history, ended + SECOND)
    expect([...new Set(justAfter.quality)]).toEqual([QUALITY.stale])
    expect([...new Set((await restore(history, ended - SECOND)).quality)]).toEqual([QUALITY.good])
    // A follower asks the same table; where the owner is silent for long, the gap has no end yet.
    const assets = [0, 1].map(i => asset('parking', { id: `lot-${i}`, parts: 60 }))
    const follower = await History.follow(store, history.points, assets, () => BEGIN + 41 * MINUTE)
    expect(await follower.gapAt(BEGIN + 20 * MINUTE)).toEqual(off)
    expect(await follower.gapAt(BEGIN + 40 * MINUTE + 30 * SECOND)).toMatchObject({ until: null })
    expect(await gap(40.5)).toBeNull()
    await close()
  },
)

test('the past that plays into a gap turns stale and says so, and is good again behind it', async () => {
  const { store, close } = await emptyStore(stores[0]![1])
  const first = await begin(store)
  await speak(first, BEGIN + 5 * MINUTE, 10 * SECOND)
  await first.history.close()
  const second = await begin(store, 2, 60, BEGIN + 7 * MINUTE)
  await speak(second, BEGIN + 10 * MINUTE, 10 * SECOND)
  const sight = { hiddenPoints: new Uint8Array(second.twin.points.count) } as unknown as Sight
  const order = { at: BEGIN + 4 * MINUTE, speed: 60, epoch: 1 }
  const playback = await Playback.begin(
    second.history,
    sight,
    order,
    () => second.clock.now(),
    () => {},
  )
  const good = () => [...playback.shown.quality].filter(code => code === QUALITY.good).length
  const minute = async () => {
    second.clock.advance(SECOND)
    await playback.step(second.clock.now())
  }
  expect([playback.gap, good()]).toEqual([null, second.twin.points.count])
  await minute()
  await minute()
  expect([playback.gap, good()]).toEqual([{ from: BEGIN + 5 * MINUTE, until: BEGIN + 7 * MINUTE }, 0])
  await minute()
  await minute()
  expect([playback.gap, good()]).toEqual([null, second.twin.points.count])
  await close()
})

test('samples that memory had no room for are a gap as well', async () => {
  const { store, close } = await emptyStore(stores[0]![1])
  const trial = await begin(store, 1, 20, BEGIN, { held: 30 })
  await trial.history.drain(trial.clock.now())
  trial.clock.advance(MINUTE)
  for (let k = 0; k < 3; k++) {
    for (let point = 0; point < trial.twin.points.count; point++)
      trial.twin.apply(point, k % 2, trial.clock.now(), QUALITY.good)
    trial.clock.advance(MINUTE)
  }
  await trial.history.drain(trial.clock.now())
  expect(trial.history.dropped).toBeGreaterThan(0)
  const [gap] = await trial.history.gapsOf(BEGIN, BEGIN + HOUR)
  expect(gap).toEqual({ from: BEGIN + 2 * MINUTE, until: BEGIN + 3 * MINUTE })
  await close()
})
