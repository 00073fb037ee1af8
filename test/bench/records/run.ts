/**
 * What records cost on SQLite in a file and on PostgreSQL: durable changes a second, and how soon a change is on 1,000
 * screens; then 300 kills (KILLS). `--quick` leaves the kills out. Ends with 1 when a goal is missed.
 */
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../../server/clock.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { PASSWORD } from '../../server/accounts/frontDoor.ts'
import { twinOptions } from '../../server/fixture.ts'
import { recordsOf } from '../../server/records/desk.ts'
import { stores } from '../../server/store/stores.ts'
import { subjects, type Tables } from '../../server/tables.ts'
import { startTwin } from '../../server/twinUnderTest.ts'
import { type Written, writeMany } from './writeMany.ts'

/** Goals: changes a second, and milliseconds from the hand to 99 of 100 screens. */
const LEAST = 2_000
const MOST = 150
const SCREENS = 1_000
const CHANGES = 200

const folder = mkdtempSync(join(tmpdir(), 'records-bench-'))
let missed = false
console.log(
  '| engine | durable changes/s in batches | a core-second | one at a time, p50 ms | on 1,000 screens, p50 ms | p99 ms |',
)
console.log('|---|--:|--:|--:|--:|--:|')
try {
  for (const [engine, open] of stores) {
    const made = engine === 'sqlite' ? null : await open<Tables>(subjects)
    const where = made?.where ?? join(folder, 'records.db')
    const { speed, perCore, alone } = await written(where)
    const { p50, p99, heard } = await shown(where)
    await made?.close()
    console.log(
      `| ${engine} | ${Math.round(speed).toLocaleString('en')} | ${Math.round(perCore).toLocaleString('en')} | ${alone.toFixed(1)} | ${p50.toFixed(0)} | ${p99.toFixed(0)} |`,
    )
    missed ||= speed < LEAST || p99 > MOST || heard < CHANGES * SCREENS
    if (heard < CHANGES * SCREENS)
      console.error(`${CHANGES * SCREENS - heard} changes did not reach a screen`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (!process.argv.includes('--quick')) {
  const env = { ...process.env, KILLS: process.env.KILLS ?? '300' }
  const kills = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'unit',
    'test/server/records/kills.test.ts',
  ]
  const { status } = spawnSync(process.execPath, kills, { stdio: 'inherit', env })
  missed ||= status !== 0
}
process.exitCode = missed ? 1 : 0

async function written(where: string): Promise<Written> {
  const store = await openStore<Tables>(where, subjects)
  const records = await recordsOf(store as never)
  const result = await writeMany(records.change)
  await records.close()
  await store.close()
  return result
}

/** A twin and, in a process of their own, its screens and somebody who changes a note ten times a second. */
async function shown(where: string): Promise<{ p50: number; p99: number; heard: number }> {
  const { tickMs: _, ...options } = twinOptions(systemClock)
  const twin = await startTwin({ ...options, store: where })
  await twin.people.accounts.add('planner', 'planner', PASSWORD)
  const child = fork('test/bench/records/screens.ts', [twin.url, `${SCREENS}`, `${CHANGES}`], {
    execArgv: ['--import', 'tsx'],
  })
  const [lags] = (await once(child, 'message')) as [number[]]
  child.kill()
  await twin.close()
  const at = (share: number): number => lags[Math.floor(lags.length * share)] ?? Number.POSITIVE_INFINITY
  return { p50: at(0.5), p99: at(0.99), heard: lags.length }
}
