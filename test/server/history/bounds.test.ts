import { expect, test } from 'vitest'
import { readSamples } from '../../../server/history/readPoint.ts'
import { stores } from '../store/stores.ts'
import { breakStore } from './breakStore.ts'
import { BEGIN, begin, emptyStore, HOUR, MINUTE, SECOND, speak } from './trials.ts'

const AWAY = new Error('connect ECONNREFUSED 127.0.0.1:5432')
/** Of two car parks of sixty stalls. */
const POINTS = 124

test.each(stores)(
  '%s: what the journal has no room for is counted, and pages get it all the same',
  async (_, open) => {
    const { store, close } = await emptyStore(open)
    const trial = await begin(store, 2, 60, BEGIN, { waiting: 5 * POINTS })
    const { history, clock } = trial
    const back = breakStore(history.db, AWAY)
    await speak(trial, BEGIN + 8 * MINUTE, MINUTE)
    expect(history.health).toMatchObject({
      waiting: 5 * POINTS,
      unjournalled: 3 * POINTS,
      held: 8 * POINTS,
      dropped: 0,
    })
    back()
    clock.advance(10 * MINUTE)
    await history.drain(clock.now())
    expect(history.health).toMatchObject({ state: 'ok', waiting: 0, held: 0 })
    expect((await readSamples(history, history.tracks.ofPoint[7]!, BEGIN, BEGIN + HOUR)).n).toBe(8)
    await close()
  },
)

test.each(stores)(
  '%s: a full memory drops what comes and counts it; the present goes on',
  async (_, open) => {
    const { store, close } = await emptyStore(open)
    const trial = await begin(store, 2, 60, BEGIN, { held: 5 * POINTS })
    const { history, clock, twin } = trial
    const back = breakStore(history.db, AWAY)
    await speak(trial, BEGIN + 8 * MINUTE, MINUTE)
    expect(history.health).toMatchObject({
      state: 'away',
      heard: 8 * POINTS,
      held: 5 * POINTS,
      dropped: 3 * POINTS,
    })
    expect(twin.times[7]).toBe(BEGIN + 7 * MINUTE)
    back()
    clock.advance(10 * MINUTE)
    await history.drain(clock.now())
    expect(history.health).toMatchObject({ state: 'ok', held: 0 })
    await speak(trial, clock.now() + 2 * MINUTE, MINUTE)
    expect((await readSamples(history, history.tracks.ofPoint[7]!, BEGIN, BEGIN + HOUR)).n).toBe(5 + 2)
    await close()
  },
)

test.each(stores)(
  '%s: a minute without the database in the middle of a flush: all of its samples are there once',
  async (_, open) => {
    const { store, close } = await emptyStore(open)
    const trial = await begin(store, 20, 60)
    const { history, clock } = trial
    await speak(trial, BEGIN + 15 * MINUTE, 15 * SECOND)
    await speak(trial, BEGIN + 15 * MINUTE + 10 * SECOND, SECOND)
    await history.step(clock.now())
    const back = breakStore(history.db, AWAY)
    await speak(trial, clock.now() + 60 * SECOND, SECOND)
    expect(history.health.state).toBe('away')
    back()
    clock.advance(2 * SECOND)
    await history.drain(clock.now())
    expect(history.health).toMatchObject({ state: 'ok', waiting: 0, dropped: 0, unjournalled: 0 })
    const said = [
      ...Array.from({ length: 60 }, (_, k) => BEGIN + k * 15 * SECOND),
      ...Array.from({ length: 70 }, (_, k) => BEGIN + 15 * MINUTE + k * SECOND),
    ]
    for (const point of [0, 700, 1_199]) {
      const { n, at } = await readSamples(history, history.tracks.ofPoint[point]!, BEGIN, BEGIN + HOUR)
      expect([...at.subarray(0, n)]).toEqual(said)
    }
    // Another process finds the same: nothing is only in this memory, nothing twice in journal and pages.
    const again = await begin(store, 20, 60, clock.now())
    const { n, at } = await readSamples(
      again.history,
      again.history.tracks.ofPoint[700]!,
      BEGIN,
      BEGIN + HOUR,
    )
    expect([...at.subarray(0, n)]).toEqual(said)
    expect(again.history.open.n).toBe(history.open.n)
    await close()
  },
  60_000,
)
