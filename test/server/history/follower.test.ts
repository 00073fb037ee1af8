import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sightOf } from '../../../models/sight.ts'
import { History } from '../../../server/history/History.ts'
import { oldestInstant } from '../../../server/history/oldestInstant.ts'
import { Playback } from '../../../server/history/Playback.ts'
import { readSamples } from '../../../server/history/readPoint.ts'
import { restore } from '../../../server/history/restore.ts'
import { Tape } from '../../../server/history/Tape.ts'
import { type HistoryTables, historyMigrations } from '../../../server/history/tables.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { asset, smallSite } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import { BEGIN, begin, emptyStore, MINUTE, SECOND, speak, type Trial, valueAt } from './trials.ts'

const folder = mkdtempSync(join(tmpdir(), 'follower-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

const LOTS = 12
const PARTS = 60
const QUARTER = 15 * MINUTE
const site = smallSite(
  Array.from({ length: LOTS }, (_, i) => asset('parking', { id: `lot-${i}`, parts: PARTS })),
)

type Open = (typeof stores)[number][1]

/** One database by two connections: the owner's, which hears a twin, and another that follows. */
async function pair(name: string, open: Open) {
  const kept = name === 'sqlite' ? null : await emptyStore(open)
  const where = kept?.where ?? join(folder, `${files++}.db`)
  const [own, other] = [
    await openStore<HistoryTables>(where, [historyMigrations]),
    await openStore<HistoryTables>(where, [historyMigrations]),
  ]
  return {
    own,
    follow: (trial: Pick<Trial, 'twin' | 'clock'>) =>
      History.follow(other, trial.twin.points, site.assets, () => trial.clock.now()),
    close: async () => {
      await own.close()
      await other.close()
      await kept?.close()
    },
  }
}

/** All of a slot as a playback would run over it, with every sample in its order. */
async function taped(history: History, slot: number, now: number): Promise<number[][]> {
  const tape = await Tape.read(history, slot, now)
  const said: number[][] = []
  for (let at = slot; at < slot + QUARTER; at += 15 * SECOND)
    tape.run(at, (...sample) => void said.push([at, ...sample]))
  return said.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!)
}

async function sameAsOwner(owner: History, follower: History, now: number): Promise<void> {
  for (const at of [now, now - 7 * MINUTE, now - 14 * MINUTE, now - 31 * MINUTE])
    expect(await restore(follower, at)).toEqual(await restore(owner, at))
  expect(await oldestInstant(follower)).toBe(await oldestInstant(owner))
  const track = owner.tracks.ofPoint[700]!
  const samples = await readSamples(follower, track, BEGIN, now)
  expect(samples).toEqual(await readSamples(owner, track, BEGIN, now))
  expect([...samples.at].every((at, k) => k === 0 || k >= samples.n || at > samples.at[k - 1]!)).toBe(true)
}

test.each(stores)(
  '%s: a follower restores what the owner does, at every step of a flush',
  async (name, open) => {
    const { own, follow, close } = await pair(name, open)
    const trial = await begin(own, LOTS, PARTS)
    const { clock, twin, history } = trial
    const follower = await follow(trial)
    await speak(trial, BEGIN + 2 * QUARTER, 30 * SECOND)
    for (let point = 0; point < twin.points.count; point += 3)
      twin.applyPast(point, valueAt(trial, point, BEGIN), BEGIN + 2 * QUARTER - 7 * SECOND, 1)
    clock.advance(11 * SECOND)
    // The journal's row of the late samples, then the slot that ended, a transaction at a time.
    let steps = 0
    for (let more = true; more; steps++) {
      more = await history.step(clock.now())
      // Every second step only: what the owner journals and forgets between two looks is in pages.
      if (steps % 2 === 0) await follower.refresh(clock.now())
      await sameAsOwner(history, follower, clock.now())
      for (const slot of [BEGIN, BEGIN + QUARTER])
        expect(await taped(follower, slot, clock.now())).toEqual(await taped(history, slot, clock.now()))
    }
    expect(steps).toBeGreaterThan(4)
    expect(follower.health).toMatchObject({ state: 'ok', dropped: 0 })
    await close()
  },
  60_000,
)

test.each(stores)('%s: rows that the owner forgot between two looks leave no hole', async (name, open) => {
  const { own, follow, close } = await pair(name, open)
  const trial = await begin(own, LOTS, PARTS)
  const follower = await follow(trial)
  await speak(trial, BEGIN + 10 * MINUTE, MINUTE)
  await follower.refresh(trial.clock.now())
  expect(follower.open.byStart.size).toBe(1)
  await speak(trial, BEGIN + 3 * QUARTER + 3 * MINUTE, MINUTE)
  // It holds ten minutes of the first slot, of which its owner has long moved fifteen into pages.
  for (const at of [BEGIN + 14 * MINUTE, BEGIN + QUARTER, BEGIN + 3 * QUARTER - SECOND])
    expect(await restore(follower, at)).toEqual(await restore(trial.history, at))
  for (const slot of [BEGIN, BEGIN + QUARTER, BEGIN + 2 * QUARTER])
    expect(await taped(follower, slot, slot)).toEqual(await taped(trial.history, slot, slot))
  await follower.refresh(trial.clock.now())
  await sameAsOwner(trial.history, follower, trial.clock.now())
  expect([...follower.open.byStart.keys()]).toEqual([BEGIN + 3 * QUARTER])
  expect(follower.open.n).toBe(trial.history.open.n)
  await close()
})

test.each(stores)(
  '%s: what was read goes when nobody looks at the past, and comes back when somebody does',
  async (name, open) => {
    const { own, follow, close } = await pair(name, open)
    const trial = await begin(own, LOTS, PARTS)
    const { clock, history } = trial
    const follower = await follow(trial)
    await speak(trial, BEGIN + 20 * MINUTE, MINUTE)
    await follower.refresh(clock.now())
    await follower.letGo(() => false)
    expect(follower.open.n).toBe(history.open.n)
    await follower.letGo(() => true)
    expect(follower.open.n).toBe(0)
    expect(follower.knownUntil(clock.now())).toBe(Number.NEGATIVE_INFINITY)
    await follower.refresh(clock.now())
    await sameAsOwner(history, follower, clock.now())
    await history.letGo(() => true)
    expect(history.open.n).toBe(follower.open.n)
    await close()
  },
)

test.each(stores)('%s: late samples are followed, and let go when pages hold them', async (name, open) => {
  const { own, follow, close } = await pair(name, open)
  const trial = await begin(own, LOTS, PARTS)
  const { clock, history, twin } = trial
  const follower = await follow(trial)
  await speak(trial, BEGIN + 3 * QUARTER, MINUTE)
  twin.applyPast(700, 1, BEGIN + 90 * SECOND, 4)
  clock.advance(3 * SECOND)
  await history.drain(clock.now())
  await follower.refresh(clock.now())
  expect(follower.open.byStart.has(BEGIN)).toBe(true)
  const late = { n: 1, value: [1], quality: [4] }
  const read = async () => {
    const { n, value, quality } = await readSamples(
      follower,
      follower.tracks.ofPoint[700]!,
      BEGIN + 80 * SECOND,
      BEGIN + 100 * SECOND,
    )
    return { n, value: [...value.subarray(0, n)], quality: [...quality.subarray(0, n)] }
  }
  expect(await read()).toEqual(late)
  clock.advance(2 * MINUTE)
  await history.drain(clock.now())
  expect(await read()).toEqual(late)
  await follower.refresh(clock.now())
  expect(follower.open.byStart.has(BEGIN)).toBe(false)
  expect(await read()).toEqual(late)
  await sameAsOwner(history, follower, clock.now())
  await close()
})

test.each(stores)('%s: a follower may come before its owner, and writes nothing', async (name, open) => {
  const { own, follow, close } = await pair(name, open)
  const early = await begin((await emptyStore(stores[0]![1])).store, LOTS, PARTS)
  const follower = await follow(early)
  expect((await restore(follower, BEGIN)).times.every(Number.isNaN)).toBe(true)
  expect(await oldestInstant(follower)).toBe(null)
  const everything = async () => [
    await own.db.selectFrom('history_track').selectAll().execute(),
    await own.db.selectFrom('history_tail').selectAll().execute(),
    await own.db.selectFrom('history_page').selectAll().execute(),
    await own.db.selectFrom('history_keyframe').selectAll().execute(),
  ]
  expect(await everything()).toEqual([[], [], [], []])
  const trial = await begin(own, LOTS, PARTS)
  await speak(trial, BEGIN + QUARTER + MINUTE, MINUTE)
  await follower.refresh(trial.clock.now())
  await sameAsOwner(trial.history, follower, trial.clock.now())
  const before = await everything()
  const later = trial.clock.now() + 2 * QUARTER
  await follower.refresh(later)
  expect(await follower.step(later)).toBe(false)
  await follower.drain(later)
  await follower.close()
  expect(await everything()).toEqual(before)
  await close()
})

test.each(stores)('%s: the past plays at a follower as at its owner', async (name, open) => {
  const { own, follow, close } = await pair(name, open)
  const trial = await begin(own, LOTS, PARTS)
  const { clock, history, twin } = trial
  const follower = await follow(trial)
  await speak(trial, BEGIN + QUARTER + 2 * MINUTE, 10 * SECOND)
  const order = { at: BEGIN + QUARTER - MINUTE, speed: 1, epoch: 5 }
  const watch = async (played: History) => {
    const frames: Buffer[] = []
    const playback = await Playback.begin(
      played,
      sightOf(site, twin.points),
      order,
      () => clock.now(),
      (_, frame) => void frames.push(Buffer.from(frame)),
    )
    return { playback, frames }
  }
  await follower.refresh(clock.now())
  const there = await watch(history)
  const here = await watch(follower)
  // From pages over the end of a quarter into memory, while the twin speaks on.
  for (let k = 0; k < 9; k++) {
    await speak(trial, clock.now() + 20 * SECOND, 10 * SECOND)
    await follower.refresh(clock.now())
    await there.playback.step(clock.now())
    await here.playback.step(clock.now())
  }
  expect(here.playback.at).toBe(order.at + 3 * MINUTE)
  expect(here.frames.length).toBeGreaterThan(8)
  expect(Buffer.concat(here.frames).equals(Buffer.concat(there.frames))).toBe(true)
  await close()
})

test.each(stores)('%s: who asks while the journal is being read waits for it', async (name, open) => {
  const { own, follow, close } = await pair(name, open)
  const trial = await begin(own, LOTS, PARTS)
  const follower = await follow(trial)
  await speak(trial, BEGIN + 4 * MINUTE, 4 * SECOND)
  const now = trial.clock.now()
  const first = follower.refresh(now)
  await follower.refresh(now)
  await sameAsOwner(trial.history, follower, now)
  await first
  await close()
})

test('a follower plays no further than it surely knows, and goes on when it has looked', async () => {
  const { own, follow, close } = await pair('sqlite', stores[0]![1])
  const trial = await begin(own, LOTS, PARTS)
  const { clock, history } = trial
  const follower = await follow(trial)
  await speak(trial, BEGIN + MINUTE, SECOND)
  await follower.refresh(clock.now())
  const order = { at: clock.now() - 20 * SECOND, speed: 10, epoch: 5 }
  const playback = await Playback.begin(
    follower,
    sightOf(site, trial.twin.points),
    order,
    () => clock.now(),
    () => undefined,
  )
  const known = clock.now() - 4 * SECOND
  await speak(trial, clock.now() + 10 * SECOND, SECOND)
  await playback.step(clock.now())
  expect(playback.at).toBe(known)
  expect(history.knownUntil(clock.now())).toBe(clock.now())
  await follower.refresh(clock.now())
  clock.advance(10 * SECOND)
  await playback.step(clock.now())
  expect(playback.at).toBe(known + 10 * SECOND)
  await close()
})
