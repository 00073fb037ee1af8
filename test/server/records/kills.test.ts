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
  timeout: 60_000 + KILLS * 10_000,
}, async () => {
  const file = join(folder, 'killed.db')
  const random = mulberry(20_261_128)
  const { script, remove } = await bundleChild('test/server/records/crashChild.ts')
  const answered = new Set<string>()
  let end = { number: 0, hash: NO_HASH }
  try {
    for (let k = 0; k < KILLS; k++) {
      const told = await oneLife(script, [file, `${k}`], random() * 150)
      for (const line of told) answered.add(line)
      // What stood before was looked at after the kill before; all of it again at the end.
      const { held, last } = await rowsAfter(file, end)
      expect(told.filter(line => !held.has(line))).toEqual([])
      end = last
    }
    const { held, last } = await rowsAfter(file, { number: 0, hash: NO_HASH })
    expect(last).toEqual(end)
    expect([...answered].filter(line => !held.has(line))).toEqual([])
  } finally {
    remove()
  }
  expect(answered.size).toBeGreaterThan(KILLS)
})

/** The changes after one, each checked against the one before it, and the last of them. */
async function rowsAfter(file: string, from: { number: number; hash: string }) {
  const store = await openStore<RecordTables>(file, [recordMigrations])
  const rows = await store.db
    .selectFrom('record_change')
    .selectAll()
    .where('number', '>', from.number)
    .orderBy('number')
    .execute()
  await store.close()
  let last = from
  for (const { hash, ...row } of rows) {
    expect(row.number).toBe(last.number + 1)
    expect(hash).toBe(hashOf(last.hash, row))
    last = { number: row.number, hash }
  }
  return { held: new Set(rows.map(({ number, id }) => `${number} ${id}`)), last }
}
