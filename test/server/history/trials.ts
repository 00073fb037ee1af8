import { numberPoints } from '../../../models/points.ts'
import { type Bounds, History } from '../../../server/history/History.ts'
import { type HistoryTables, historyMigrations } from '../../../server/history/tables.ts'
import type { Store } from '../../../server/store/Store.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { asset, TestClock } from '../fixture.ts'
import type { TestStore } from '../store/stores.ts'

/** A quarter of an hour that begins on a Korean one. */
export const BEGIN = Date.UTC(2026, 4, 12, 3)
export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000

/** A twin of `lots` car parks with `parts` stalls each, and the history that hears it. */
export interface Trial {
  readonly clock: TestClock
  readonly twin: Twin
  readonly history: History
  readonly store: Store<HistoryTables>
}

/** Start a history on a store, as startTwin does. */
export async function begin(
  store: Store<HistoryTables>,
  lots = 2,
  parts = 60,
  at = BEGIN,
  bounds: Bounds = {},
): Promise<Trial> {
  const assets = Array.from({ length: lots }, (_, i) => asset('parking', { id: `lot-${i}`, parts }))
  const clock = new TestClock(at)
  const twin = new Twin(numberPoints(assets))
  const history = await History.start(store, twin, assets, () => clock.now(), bounds)
  return { clock, twin, history, store }
}

/** An empty store with the history's tables. */
export function emptyStore(
  open: <T>(subjects: readonly (typeof historyMigrations)[]) => Promise<TestStore<T>>,
): Promise<TestStore<HistoryTables>> {
  return open<HistoryTables>([historyMigrations])
}

/** Value of a point at an instant, of a made-up but repeatable day: a multiple of the point's resolution in its range. */
export function valueAt({ twin }: Trial, point: number, at: number): number {
  const { range, resolution, states } = twin.points.spec[point]!
  const wave = 0.5 + 0.5 * Math.sin(point * 1.7 + at / 2_000_000)
  const most = states ? states.length - 1 : Math.min(range[1], range[0] + 500 * resolution)
  return Math.round((range[0] + wave * (most - range[0])) / resolution) * resolution
}

/** Let every point speak each `every` ms in [clock, until), stepping the history as the server would. */
export async function speak(trial: Trial, until: number, every: number, points = all(trial)): Promise<void> {
  const { clock, twin, history } = trial
  while (clock.now() < until) {
    for (const point of points) twin.apply(point, valueAt(trial, point, clock.now()), clock.now(), 1)
    clock.advance(every)
    await history.drain(clock.now())
  }
}

function all({ twin }: Trial): number[] {
  return Array.from({ length: twin.points.count }, (_, i) => i)
}
