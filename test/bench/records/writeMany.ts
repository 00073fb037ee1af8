import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../models/account.ts'
import type { ChangeRecords } from '../../../server/records/recordSockets.ts'
import { savedView } from '../../server/records/desk.ts'

/** Records that are made, times each is changed, people who have them, and orders on their way at a time. */
const RECORDS = 5_000
const CHANGES = 3
const PEOPLE = 50
const AT_ONCE = 1_000
const ALONE = 200

export interface Written {
  readonly speed: number
  readonly perCore: number
  readonly alone: number
}

/** Write records as many people do at once: durable changes a second of time and of processor, and the median of one change alone, milliseconds. */
export async function writeMany(change: ChangeRecords): Promise<Written> {
  const people = Array.from(
    { length: PEOPLE },
    (_, k): Actor => ({ id: `a${k}`, name: `person ${k}`, role: 'planner' }),
  )
  const ids = Array.from({ length: RECORDS }, () => randomUUID())
  const give = async (k: number, base: number, fields: object): Promise<void> => {
    const order = { order: randomUUID(), branch: 'main', type: 'view', id: ids[k]!, base, fields }
    const reply = await change([order], people[k % PEOPLE]!)
    if (!reply.ok || 'refused' in reply.value)
      throw new Error(`a change was refused: ${JSON.stringify(reply)}`)
  }
  const from = performance.now()
  const used = process.cpuUsage()
  for (let round = 0; round <= CHANGES; round++)
    for (let start = 0; start < RECORDS; start += AT_ONCE)
      await Promise.all(
        Array.from({ length: AT_ONCE }, (_, k) =>
          round === 0
            ? give(start + k, 0, savedView(`view ${k}`))
            : give(start + k, Number.MAX_SAFE_INTEGER, { name: `round ${round}` }),
        ),
      )
  const speed = (RECORDS * (CHANGES + 1)) / ((performance.now() - from) / 1_000)
  const { user, system } = process.cpuUsage(used)
  const perCore = (RECORDS * (CHANGES + 1)) / ((user + system) / 1e6)
  const times: number[] = []
  for (let k = 0; k < ALONE; k++) {
    const at = performance.now()
    await give(k, Number.MAX_SAFE_INTEGER, { name: 'alone' })
    times.push(performance.now() - at)
  }
  return { speed, perCore, alone: times.sort((a, b) => a - b)[ALONE / 2]! }
}
