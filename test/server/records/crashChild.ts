/** Records on a file that are made and changed as fast as they are answered, each answer told, until the process is killed. */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import type { Actor } from '../../../models/account.ts'
import { type RecordTables, recordMigrations } from '../../../server/records/recordTables.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { recordsOf, savedView } from './desk.ts'

const [file = '', life = ''] = process.argv.slice(2)
const actor: Actor = { id: `life-${life}`, name: 'kim', role: 'planner' }
const store = await openStore<RecordTables>(file, [recordMigrations])
const { change } = await recordsOf(store)
writeSync(1, 'ready\n')
for (let k = 0; ; k = (k + 1) % 150) {
  const id = randomUUID()
  const orders = [savedView(`view ${k}`), { name: `renamed ${k}` }, null].map((fields, base) =>
    change(
      [
        {
          order: randomUUID(),
          branch: 'main',
          type: 'view',
          id,
          base: base === 0 ? 0 : Number.MAX_SAFE_INTEGER,
          fields,
        },
      ],
      actor,
    ),
  )
  for (const reply of await Promise.all(orders))
    if (reply.ok && 'numbers' in reply.value) writeSync(1, `${reply.value.numbers[0]} ${id}\n`)
}
