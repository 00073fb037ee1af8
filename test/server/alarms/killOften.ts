import { join } from 'node:path'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { openStore } from '../../../server/store/openStore.ts'
import type { Store } from '../../../server/store/Store.ts'
import { bundleChild, oneLife } from '../killedChild.ts'
import type { Answered } from './crashPlant.ts'
import { mulberry } from './crashPlant.ts'
import { subjects } from './plant.ts'

/** What a run of kills or cuts found. */
export interface CrashReport {
  readonly crashes: number
  /** Orders that were answered before a crash, and those of them that were not in the journal after it. */
  readonly answered: number
  readonly lost: readonly string[]
  /** Rows of the journal at the end. */
  readonly rows: number
}

/** Let a process of its own give orders and kill it at random moments; after each kill the journal must hold every answered order and no gap. */
export async function killOften(kills: number, seed: number, folder: string): Promise<CrashReport> {
  const random = mulberry(seed)
  const { script, remove } = await bundleChild('test/server/alarms/crashChild.ts')
  const file = join(folder, 'killed.db')
  const lost: string[] = []
  let answered = 0
  let rows = 0
  let checked = 0
  try {
    for (let k = 0; k < kills; k++) {
      const lines = await oneLife(script, [file, `${Math.floor(random() * 2 ** 31)}`], random() * 120)
      const told = lines.map(readAnswer)
      answered += told.length
      const store = await openStore<AlarmTables>(file, subjects)
      rows = await gapFree(store)
      lost.push(...(await missing(store, told, checked)).map(each => `kill ${k + 1}: ${each}`))
      checked = rows
      await store.close()
    }
  } finally {
    remove()
  }
  return { crashes: kills, answered, lost, rows }
}

function readAnswer(line: string): Answered {
  const [number, name, alarm = ''] = line.split(' ')
  return { number: Number(number), name: name as Answered['name'], alarm }
}

/** Number of rows, which must be numbered 1 to that. */
export async function gapFree(store: Store<AlarmTables>): Promise<number> {
  const { rows, last } = await store.db
    .selectFrom('alarm_journal')
    .select(({ fn }) => [fn.countAll<number>().as('rows'), fn.max('number').as('last')])
    .executeTakeFirstOrThrow()
  if (Number(rows) !== (last ?? 0)) throw new Error(`the journal has ${rows} rows and ends at ${last}`)
  return Number(rows)
}

/** Answered orders that the journal does not hold as they were answered; rows up to `after` were looked at before. */
export async function missing(
  store: Store<AlarmTables>,
  told: readonly Answered[],
  after: number,
): Promise<string[]> {
  const rows = await store.db
    .selectFrom('alarm_journal')
    .select(['number', 'event', 'alarm', 'actor'])
    .where('number', '>', after)
    .execute()
  const held = new Map(rows.map(row => [row.number, row]))
  return told
    .filter(({ number, name, alarm }) => {
      const row = held.get(number)
      return row?.alarm !== alarm || `alarm:${row.event}` !== name || row.actor !== 'kim'
    })
    .map(({ number, name, alarm }) => `${number} ${name} ${alarm}`)
}
