import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { openAlarms } from '../../../server/alarms/openAlarms.ts'
import { systemClock } from '../../../server/clock.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { type Answered, crashPlant, orderNext } from './crashPlant.ts'
import { type CrashReport, gapFree, missing } from './killOften.ts'
import { subjects } from './plant.ts'

/** Bytes of a write-ahead log's header, and of the header before each page (sqlite.org/fileformat2.html, section 4). */
const HEADER = 32
const FRAME = 24

/**
 * Model power cuts: what a commit has synced stays, what was written after it may be there, in part, or be garbage.
 * SQLite syncs the log at each commit (synchronous = FULL) and the main file before the log begins anew, so the files
 * are copied some orders after the last answer that counts, and the log's copy is cut or spoilt at a random place beyond it.
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
    const synced = endOfLog(`${file}-wal`)
    await orders(Math.floor(random() * 12))
    const copy = join(folder, `cut-${k}.db`)
    copyFileSync(file, copy)
    const log = readFileSync(`${file}-wal`)
    const now = endOfLog(`${file}-wal`)
    // A log begun anew since has its past in the main file.
    const safe = now.salt === synced.salt ? synced.end : HEADER
    const at = safe + Math.floor(random() * (now.end - safe + 1))
    writeFileSync(`${copy}-wal`, spoil(log, at, random))
    const after = await openStore<AlarmTables>(copy, subjects)
    rows = await gapFree(after)
    lost.push(...(await missing(after, told.slice(0, counted), 0)).map(each => `cut ${k + 1}: ${each}`))
    await after.close()
  }
  await plane.close()
  await store.close()
  return { crashes: cuts, answered: told.length, lost, rows }
}

/** The log up to a place, and then nothing, zeros, or garbage. */
function spoil(log: Buffer, at: number, random: () => number): Buffer {
  const way = random()
  if (way < 0.5) return log.subarray(0, at)
  const spoilt = Buffer.from(log)
  if (way < 0.75) spoilt.fill(0, at)
  else for (let k = at; k < spoilt.length; k++) spoilt[k] = Math.floor(random() * 256)
  return spoilt
}

/** Where the valid frames of a log end, and the salt that makes them valid. */
function endOfLog(path: string): { end: number; salt: string } {
  if (!existsSync(path)) return { end: HEADER, salt: '' }
  const log = readFileSync(path)
  if (log.length < HEADER) return { end: log.length, salt: '' }
  const page = log.readUInt32BE(8)
  const salt = log.toString('hex', 16, 24)
  let end = HEADER
  while (end + FRAME + page <= log.length && log.toString('hex', end + 8, end + 16) === salt)
    end += FRAME + page
  return { end, salt }
}
