import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KyselyPlugin } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { readBackup } from '../../../server/backup/readBackup.ts'
import { writeBackup } from '../../../server/backup/writeBackup.ts'
import { readSamples } from '../../../server/history/readPoint.ts'
import type { HistoryTables } from '../../../server/history/tables.ts'
import { openStore } from '../../../server/store/openStore.ts'
import type { Store } from '../../../server/store/Store.ts'
import { BEGIN, begin, MINUTE, SECOND, speak } from '../history/trials.ts'
import { stores } from '../store/stores.ts'
import { subjects, type Tables } from '../tables.ts'
import { SEAL } from './sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'meanwhile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(stores)(
  '%s: a backup is whole though its owner moves a quarter from the journal into pages meanwhile',
  async (name, open) => {
    const kept = name === 'sqlite' ? null : await open<Tables>(subjects)
    const where = kept?.where ?? join(folder, 'twin.db')
    const own = await openStore<Tables>(where, subjects)
    const other = await openStore(where, subjects)
    const trial = await begin(own as unknown as Store<HistoryTables>)
    const { clock, history } = trial
    await speak(trial, BEGIN + 30 * MINUTE, MINUTE)
    clock.advance(11 * SECOND)
    const tail = () => own.db.selectFrom('history_tail').select('id').execute()
    expect((await tail()).length).toBeGreaterThan(0)
    let flushed = false
    // Keyframes come, so all pages were read and the journal was not: the moment at which rows could be missed.
    const between: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (!flushed && result.rows.some(row => 'slot' in row && !('band' in row) && !('id' in row))) {
          flushed = true
          await history.drain(clock.now())
          expect(await tail()).toEqual([])
        }
        return result
      },
    }
    const file = join(folder, name)
    await writeBackup({ ...other, db: other.db.withPlugin(between) }, file, clock.now(), SEAL)
    expect(flushed).toBe(true)
    const target = await openStore<Tables>(':memory:', subjects)
    await readBackup(target as Store, file, SEAL)
    const again = await begin(target as unknown as Store<HistoryTables>, 2, 60, clock.now())
    for (const point of [0, 63, 64, 119]) {
      const { n, at } = await readSamples(again.history, history.tracks.ofPoint[point]!, BEGIN, clock.now())
      expect([...at.subarray(0, n)]).toEqual(Array.from({ length: 30 }, (_, k) => BEGIN + k * MINUTE))
    }
    for (const store of [target, other, own, kept]) await store?.close()
  },
  60_000,
)
