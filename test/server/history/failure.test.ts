import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { FLUSH_SPAN } from '../../../server/history/History.ts'
import { readSamples } from '../../../server/history/readPoint.ts'
import { restore } from '../../../server/history/restore.ts'
import { type HistoryTables, historyMigrations } from '../../../server/history/tables.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { stores } from '../store/stores.ts'
import { breakStore } from './breakStore.ts'
import { BEGIN, begin, emptyStore, HOUR, MINUTE, SECOND, speak, valueAt } from './trials.ts'

const folder = mkdtempSync(join(tmpdir(), 'history-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(stores)(
  '%s: kill -9 loses nothing that the journal had committed, and at most the flush span',
  async (name, open) => {
    const kept = name === 'sqlite' ? null : await emptyStore(open)
    let last = 0
    // The last is killed as the first quarter of an hour moves into pages.
    for (const [kill, rows] of (kept ? [458] : [12, 200, 458]).entries()) {
      const where = kept?.where ?? join(folder, `kill-${kill}.db`)
      const told = await recordUntilKilled(where, rows)
      const store = await openStore<HistoryTables>(where, [historyMigrations])
      const { history } = await begin(store, 1, 60, BEGIN + 3 * HOUR)
      const samples = await readSamples(history, history.tracks.ofPoint[7]!, BEGIN, told)
      expect(samples.n).toBe((told - BEGIN) / SECOND + 1)
      expect(samples.value.subarray(0, samples.n)).toEqual(
        Float64Array.from({ length: samples.n }, (_, k) => 1 + ((BEGIN / 1000 + k) % 2)),
      )
      const all = await readSamples(history, history.tracks.ofPoint[7]!, BEGIN, BEGIN + 3 * HOUR)
      expect(all.n - samples.n).toBeLessThanOrEqual(FLUSH_SPAN / SECOND)
      expect((await restore(history, told)).times[7]).toBe(told)
      last = told
      await store.close()
    }
    expect(last).toBeGreaterThan(BEGIN + 15 * MINUTE)
    await kept?.close()
  },
  120_000,
)

/** Let a process record until it has told so many journal rows, kill it at once, and give the newest instant it told. */
function recordUntilKilled(where: string, rows: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/server/history/writer.ts', where], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  return new Promise((resolve, reject) => {
    child.stdout.on('data', data => {
      text += data
      if (text.split('\n').length > rows) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', (_, signal) => {
      const told = Number(text.split('\n').at(-2))
      if (signal === 'SIGKILL' && told > 0) resolve(told)
      else reject(new Error(`the recording process ended by itself: ${signal}`))
    })
  })
}

test.each(stores)(
  '%s: a database that is away costs nothing; what waited is there when it is back',
  async (_, open) => {
    const { store, close } = await emptyStore(open)
    const trial = await begin(store)
    const { history } = trial
    await speak(trial, BEGIN + 14 * MINUTE, MINUTE)
    const back = breakStore(history.db, new Error('connect ECONNREFUSED 127.0.0.1:5432'))
    await speak(trial, BEGIN + 20 * MINUTE, MINUTE)
    expect(history.health).toMatchObject({ state: 'away', since: BEGIN + 15 * MINUTE, dropped: 0 })
    expect(history.health.reason).toMatch(/does not answer.*ECONNREFUSED.*wait in memory/)
    expect(history.health.waiting).toBe(6 * trial.twin.points.count)
    back()
    trial.clock.advance(2 * SECOND)
    await history.drain(trial.clock.now())
    expect(history.health).toMatchObject({ state: 'ok', reason: null, since: null, waiting: 0 })
    const { n } = await readSamples(history, history.tracks.ofPoint[9]!, BEGIN, BEGIN + HOUR)
    expect(n).toBe(20)
    await close()
  },
)

test('a full disk is told as such, live goes on, and the history catches up when there is space', async () => {
  const store = await openStore<HistoryTables>(join(folder, 'full.db'), [historyMigrations])
  const trial = await begin(store, 40)
  const { history, twin } = trial
  const pages = async (n: number) => sql`PRAGMA max_page_count = ${sql.lit(n)}`.execute(store.db)
  await pages(1)
  await speak(trial, BEGIN + 40 * MINUTE, MINUTE)
  expect(history.health).toMatchObject({ state: 'full', dropped: 0 })
  expect(history.health.reason).toMatch(/disk is full.*free space/)
  expect(twin.values[3]).toBe(valueAt(trial, 3, BEGIN + 39 * MINUTE))
  await pages(1_000_000)
  trial.clock.advance(2 * MINUTE)
  await history.drain(trial.clock.now())
  expect(history.health).toMatchObject({ state: 'ok', waiting: 0 })
  expect((await readSamples(history, history.tracks.ofPoint[3]!, BEGIN, BEGIN + HOUR)).n).toBe(40)
  await store.close()
})
