import { join } from 'node:path'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { openAlarms } from '../../../server/alarms/openAlarms.ts'
import { systemClock } from '../../../server/clock.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { cutPower, endOfLog } from '../store/powerCut.ts'
import { type Answered, crashPlant, orderNext } from './crashPlant.ts'
import { type CrashReport, gapFree, missing } from './killOften.ts'
import { subjects } from './plant.ts'

/**
 * Model power cuts: SQLite syncs the log at each commit (synchronous = FULL) and the main file before the log begins
 * anew, so the cut comes some orders after the last answer that counts, and takes what was written since.
 */
export async function cutOften(cuts: number, seed: number, folder: string): Promise<CrashReport> {
  const file = join(folder, 'cut.db')
  const { twin, assets, random } = crashPlant(seed)
  const store = await openStore<AlarmTables>(file, subjects)
  const plane = await openAlarms(twin, assets, systemClock, store)
  const told: Answered[] = []
  const lost: string[] = []
  const orders = async (n: number) => {
    for (let k = 0; k < n; k++) {
      const answer = await orderNext(plane, twin, random)
      if (answer) told.push(answer)
      if (random() < 0.2) plane.tick()
    }
  }
  let rows = 0
  for (let k = 0; k < cuts; k++) {
    await orders(1 + Math.floor(random() * 20))
    const counted = told.length
    const synced = endOfLog(file)
    await orders(Math.floor(random() * 12))
    const copy = join(folder, `cut-${k}.db`)
    cutPower(file, copy, synced, random)
    const after = await openStore<AlarmTables>(copy, subjects)
    rows = await gapFree(after)
    lost.push(...(await missing(after, told.slice(0, counted), 0)).map(each => `cut ${k + 1}: ${each}`))
    await after.close()
  }
  await plane.close()
  await store.close()
  return { crashes: cuts, answered: told.length, lost, rows }
}
