import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readBackup } from '../../../server/history/readBackup.ts'
import { readSamples } from '../../../server/history/readPoint.ts'
import type { HistoryTables } from '../../../server/history/tables.ts'
import { writeBackup } from '../../../server/history/writeBackup.ts'
import { openStore } from '../../../server/store/openStore.ts'
import type { Store } from '../../../server/store/Store.ts'
import { subjects, type Tables } from '../../../server/tables.ts'
import { stores } from '../store/stores.ts'
import { BEGIN, begin, MINUTE, SECOND, speak } from './trials.ts'

const folder = mkdtempSync(join(tmpdir(), 'meanwhile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LOTS = 12
const SAID = 17

test.each(stores)(
  '%s: a backup by another process is whole at every step of a flush',
  async (name, open) => {
    const kept = name === 'sqlite' ? null : await open<Tables>(subjects)
    const where = kept?.where ?? join(folder, 'twin.db')
    const own = await openStore<Tables>(where, subjects)
    const other = await openStore(where, subjects)
    const trial = await begin(own as unknown as Store<HistoryTables>, LOTS)
    const { clock, history } = trial
    await speak(trial, BEGIN + 15 * MINUTE, MINUTE)
    // The next quarter begins while the first one waits for what is under way.
    await speak(trial, clock.now() + 2 * SECOND, SECOND)
    clock.advance(10 * SECOND)
    const files: string[] = []
    const pages: number[] = []
    for (let more = true; more; ) {
      const file = join(folder, `${name}-${files.length}`)
      const [, worked] = await Promise.all([writeBackup(other, file, clock.now()), history.step(clock.now())])
      more = worked
      files.push(file)
    }
    for (const file of files) {
      const target = await openStore<Tables>(':memory:', subjects)
      await readBackup(target as Store, file)
      pages.push((await target.db.selectFrom('history_page').select('band').execute()).length)
      const again = await begin(target as unknown as Store<HistoryTables>, LOTS, 60, clock.now())
      for (const point of [0, 63, 64, 400, trial.twin.points.count - 1]) {
        const read = ({ history }: typeof again) =>
          readSamples(history, history.tracks.ofPoint[point]!, BEGIN, clock.now())
        const { n, at, value } = await read(again)
        const said = await read(trial)
        // What waited for the journal as the backup began is not in it: the two seconds of the new quarter.
        expect(n).toBeGreaterThanOrEqual(SAID - 2)
        expect(at.subarray(0, n)).toEqual(said.at.subarray(0, n))
        expect(value.subarray(0, n)).toEqual(said.value.subarray(0, n))
        expect(said.n).toBe(SAID)
      }
      await target.close()
    }
    // Some were written in the middle: with some of the pages only.
    expect(pages.some(count => count > 0 && count < Math.max(...pages))).toBe(true)
    await other.close()
    await own.close()
    await kept?.close()
  },
  60_000,
)
