import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { readSamples } from '../../../server/history/readPoint.ts'
import { type HistoryTables, historyMigrations } from '../../../server/history/tables.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { mulberry } from '../alarms/crashPlant.ts'
import { cutPower, endOfLog } from '../store/powerCut.ts'
import { BEGIN, begin, HOUR, MINUTE, SECOND, type Trial, valueAt } from './trials.ts'

const folder = mkdtempSync(join(tmpdir(), 'history-cut-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LOTS = 10
const QUARTERS = 3

test('modelled power cuts take nothing that the journal had committed, also where pages did not wait for the disk', {
  timeout: 120_000,
}, async () => {
  const file = join(folder, 'cut.db')
  const store = await openStore<HistoryTables>(file, [historyMigrations])
  // A checkpoint syncs the log first, which this model does not know.
  await sql`PRAGMA wal_autocheckpoint = 0`.execute(store.db)
  const trial = await begin(store, LOTS)
  const { clock, twin, history } = trial
  const random = mulberry(7)
  let synced = endOfLog(file)
  let told = BEGIN
  let [cuts, lazy] = [0, 0]
  const cut = async () => {
    const copy = join(folder, `cut-${cuts++}.db`)
    cutPower(file, copy, synced, random)
    expect(await missing(trial, copy, told)).toEqual([])
  }
  for (let minute = 0; minute < QUARTERS * 15 + 2; minute++) {
    for (let point = 0; point < twin.points.count; point++)
      twin.apply(point, valueAt(trial, point, clock.now()), clock.now(), 1)
    clock.advance(MINUTE)
    for (let more = true; more; ) {
      const before = await pages(trial)
      more = await history.step(clock.now())
      const moved = (await pages(trial)) !== before
      if (moved) lazy++
      else {
        synced = endOfLog(file)
        if (history.health.waiting === 0) told = clock.now() - MINUTE
      }
      if (moved || random() < 0.3) await cut()
    }
  }
  expect(lazy).toBeGreaterThanOrEqual(2 * QUARTERS)
  expect(cuts).toBeGreaterThan(20)
  await store.close()
})

/** Tracks of which a database after a cut lacks samples up to an instant, or has other ones. */
async function missing(trial: Trial, copy: string, until: number): Promise<string[]> {
  const store = await openStore<HistoryTables>(copy, [historyMigrations])
  const { history } = await begin(store, LOTS, 60, BEGIN + 3 * HOUR)
  const wrong: string[] = []
  for (let point = 0; point < trial.twin.points.count; point += 37) {
    const { n, value } = await readSamples(history, history.tracks.ofPoint[point]!, BEGIN, until)
    const said = Array.from({ length: (until - BEGIN) / MINUTE + 1 }, (_, k) =>
      valueAt(trial, point, BEGIN + k * MINUTE),
    )
    if (n !== said.length || said.some((each, k) => each !== value[k]))
      wrong.push(`${point} up to ${(until - BEGIN) / SECOND} s: ${n} of ${said.length}`)
  }
  await store.close()
  return wrong
}

/** How much pages hold. */
async function pages({ store }: Trial): Promise<string> {
  const { rows } = await sql<{ n: number; bytes: number }>`
    SELECT count(*) AS n, sum(length(data)) AS bytes FROM history_page`.execute(store.db)
  return JSON.stringify(rows)
}
