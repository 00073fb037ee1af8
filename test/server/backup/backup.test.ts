import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { readBackup } from '../../../server/backup/readBackup.ts'
import { writeBackup } from '../../../server/backup/writeBackup.ts'
import { readSamples } from '../../../server/history/readPoint.ts'
import type { HistoryTables } from '../../../server/history/tables.ts'
import type { Store } from '../../../server/store/Store.ts'
import { BEGIN, begin, HOUR, MINUTE, speak } from '../history/trials.ts'
import { stores } from '../store/stores.ts'
import { subjects, type Tables } from '../tables.ts'
import { SEAL } from './sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ACCOUNT = { id: 'a1', name: 'kim', role: 'operator', hash: null, subject: null, disabled: 0 } as const

const ways = stores.flatMap(([from, open]) => stores.map(([to, openTo]) => [from, to, open, openTo] as const))

test.each(ways)(
  'what %s backed up, %s restores: history, accounts and journals',
  async (from, to, open, openTo) => {
    const source = await open<Tables>(subjects)
    const trial = await begin(source.store as unknown as Store<HistoryTables>)
    await speak(trial, BEGIN + HOUR, MINUTE)
    await trial.history.close()
    const at = BEGIN
    await source.store.db
      .insertInto('account')
      .values({ ...ACCOUNT, created: at })
      .execute()
    const file = join(folder, `${from}-${to}.twin-backup`)
    const rows = await writeBackup(source.store as Store, file, at, SEAL)
    expect(rows).toBeGreaterThan(120)

    const target = await openTo<Tables>(subjects)
    expect(await readBackup(target.store as Store, file, SEAL)).toBe(rows)
    const again = await begin(target.store as unknown as Store<HistoryTables>, 2, 60, BEGIN + HOUR)
    for (const point of [0, 77]) {
      const read = (history: typeof again.history) =>
        readSamples(history, history.tracks.ofPoint[point]!, BEGIN, BEGIN + HOUR)
      const [was, is] = [await read(trial.history), await read(again.history)]
      expect(is.n).toBe(60)
      expect(is.value.subarray(0, 60)).toEqual(was.value.subarray(0, 60))
    }
    expect(await target.store.db.selectFrom('account').selectAll().execute()).toEqual(
      await source.store.db.selectFrom('account').selectAll().execute(),
    )
    // Counters go on where they were.
    await speak(again, BEGIN + HOUR + MINUTE, MINUTE)
    expect(again.history.health.state).toBe('ok')
    await expect(readBackup(target.store as Store, file, SEAL)).rejects.toThrow(/not empty/)
    await source.close()
    await target.close()
  },
)

test('a cut, changed or foreign file changes nothing and says why', async () => {
  const [, open] = stores[0]!
  const source = await open<Tables>(subjects)
  await source.store.db
    .insertInto('account')
    .values({ ...ACCOUNT, created: BEGIN })
    .execute()
  const whole = join(folder, 'whole')
  await writeBackup(source.store as Store, whole, BEGIN, SEAL)
  await source.close()
  const bytes = readFileSync(whole)
  const target = await open<Tables>(subjects)
  const attempt = (data: Uint8Array) => {
    writeFileSync(join(folder, 'bad'), data)
    return readBackup(target.store as Store, join(folder, 'bad'), SEAL)
  }
  await expect(attempt(bytes.subarray(0, bytes.length >> 1))).rejects.toThrow(/not as it was sealed/)
  const changed = Buffer.from(bytes)
  changed[bytes.length >> 1]! ^= 8
  await expect(attempt(changed)).rejects.toThrow(/not as it was sealed/)
  await expect(attempt(Buffer.from('hello'))).rejects.toThrow(/is it a whole backup/)
  await expect(readBackup(target.store as Store, join(folder, 'absent'), SEAL)).rejects.toThrow(/absent/)
  const { rows } = await sql`SELECT 1 FROM account`.execute(target.store.db)
  expect(rows).toEqual([])
  await target.close()
})
