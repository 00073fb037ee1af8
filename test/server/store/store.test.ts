import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Migration, sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { bytesOf, columns } from '../../../server/store/columns.ts'
import { openStore } from '../../../server/store/openStore.ts'
import type { Engine } from '../../../server/store/Store.ts'
import { stores } from './stores.ts'

interface Tables {
  thing: { id: number; at: number; data: Uint8Array | ArrayBuffer; note: string | null }
}

const things = (engine: Engine): Record<string, Migration> => ({
  'thing-001': {
    up: async db => {
      const { bytes, long } = columns(engine)
      await db.schema
        .createTable('thing')
        .addColumn('id', 'integer', column => column.primaryKey())
        .addColumn('at', long)
        .addColumn('data', bytes)
        .addColumn('note', 'text')
        .execute()
    },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(stores)('%s keeps bytes, instants and nulls, and rolls back what fails', async (_, open) => {
  const store = await open<Tables>([things])
  const { db } = store.store
  const row = { id: 1, at: 1_780_000_000_123, data: new Uint8Array([0, 255, 7]), note: null }
  await db.insertInto('thing').values(row).execute()
  const [read] = await db.selectFrom('thing').selectAll().execute()
  expect({ ...read, data: [...bytesOf(read!.data)] }).toEqual({ ...row, data: [0, 255, 7] })
  await expect(
    db.transaction().execute(async trx => {
      await trx
        .insertInto('thing')
        .values({ ...row, id: 2 })
        .execute()
      await trx
        .insertInto('thing')
        .values({ ...row, id: 1 })
        .execute()
    }),
  ).rejects.toThrow()
  expect((await db.selectFrom('thing').select('id').execute()).length).toBe(1)
  await store.close()
})

test('a new SQLite database can be read by its owner only, its write-ahead log too', async () => {
  const file = join(folder, 'private.db')
  const store = await openStore<Tables>(file, [things])
  await store.db
    .insertInto('thing')
    .values({ id: 1, at: 1, data: new Uint8Array(1), note: null })
    .execute()
  for (const each of [file, `${file}-wal`]) expect(statSync(each).mode & 0o077).toBe(0)
  await store.close()
})

test('a database opened as it is keeps its schema: an older one is refused by name, its own program opens it', async () => {
  const file = join(folder, 'as-it-is.db')
  const asItIs = { asItIs: true }
  await expect(openStore<Tables>(file, [things], asItIs)).rejects.toThrow(/lacks thing-001; use the program/)
  await (await openStore<Tables>(file, [things])).close()
  const store = await openStore<Tables>(file, [things], asItIs)
  expect(await store.db.selectFrom('thing').selectAll().execute()).toEqual([])
  await store.close()
})

test('sqlite waits for the disk', async () => {
  const store = await openStore(join(folder, 'a.db'), [things])
  const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(store.db)
  expect(rows[0]?.synchronous).toBe(2)
  await store.close()
})

test('a schema from the future and a server that is not there are named with a remedy', async () => {
  const path = join(folder, 'b.db')
  await (await openStore(path, [things, () => ({ 'zebra-009': { up: async () => undefined } })])).close()
  await expect(openStore(path, [things])).rejects.toThrow(/newer program/)
  await expect(openStore('postgres://nobody:secret@127.0.0.1:1/x', [things])).rejects.toThrow(
    /nobody:…@127.0.0.1.*DATABASE_URL/s,
  )
})
