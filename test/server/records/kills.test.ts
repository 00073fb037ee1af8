import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { NO_HASH } from '../../../server/chainHash.ts'
import { hashOf } from '../../../server/records/changeRow.ts'
import { type RecordTables, recordMigrations } from '../../../server/records/recordTables.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { mulberry } from '../alarms/crashPlant.ts'
import { bundleChild, oneLife } from '../killedChild.ts'

const folder = mkdtempSync(join(tmpdir(), 'records-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const KILLS = Number(process.env.KILLS ?? 5)

test(`no answered change of a record is lost in ${KILLS} kills, and the chain of changes holds`, {
  timeout: 60_000 + KILLS * 3_000,
}, async () => {
  const file = join(folder, 'killed.db')
  const random = mulberry(20_261_128)
  const { script, remove } = await bundleChild('test/server/records/crashChild.ts')
  let answered = 0
  try {
    for (let k = 0; k < KILLS; k++) {
      const told = await oneLife(script, [file, `${k}`], random() * 150)
      answered += told.length
      const store = await openStore<RecordTables>(file, [recordMigrations])
      const rows = await store.db.selectFrom('record_change').selectAll().orderBy('number').execute()
      await store.close()
      const held = new Map(rows.map(row => [`${row.number} ${row.id}`, row]))
      expect(told.filter(line => !held.has(line))).toEqual([])
      expect(rows.map(({ number }) => number)).toEqual(rows.map((_, n) => n + 1))
      let before = NO_HASH
      for (const { hash, ...row } of rows) {
        expect(hash).toBe(hashOf(before, row))
        before = hash
      }
    }
  } finally {
    remove()
  }
  expect(answered).toBeGreaterThan(KILLS)
})
