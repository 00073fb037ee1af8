import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import type { Instant } from '../models/units.ts'

/** Who holds a data folder. */
export interface Holder {
  readonly pid: number
  readonly since: Instant
  /** Null for a command that serves nobody. */
  readonly port: number | null
}

const LOCK = 'running.lock'
const NAME = 'running.json'
/** Locks of this process: one that nobody held any more would be let go with the garbage. */
const held = new Set<Database.Database>()

/**
 * Hold a data folder until the result is called or the process ends, however it ends: the lock is one of the system's on
 * a file, so that none is left behind by `kill -9`. Throws with the process that holds it.
 */
export function holdFolder(folder: string, me: Holder): () => void {
  mkdirSync(folder, { recursive: true })
  const database = new Database(join(folder, LOCK))
  try {
    database.exec('PRAGMA busy_timeout = 0')
    database.exec('PRAGMA journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (!/locked|busy/i.test((error as Error).message))
      throw new Error(`the data folder ${folder} cannot be locked: ${(error as Error).message}`)
    throw new Error(
      `the data folder ${folder} is in use by ${wordsOf(holderOf(folder))}; stop that one, or choose another folder with --data`,
    )
  }
  held.add(database)
  const file = join(folder, NAME)
  writeFileSync(file, `${JSON.stringify(me)}\n`, { mode: 0o600 })
  return () => {
    rmSync(file, { force: true })
    database.close()
    held.delete(database)
  }
}

function holderOf(folder: string): Holder | null {
  try {
    return JSON.parse(readFileSync(join(folder, NAME), 'utf8')) as Holder
  } catch {
    return null
  }
}

function wordsOf(holder: Holder | null): string {
  if (!holder) return 'another process'
  const { pid, since, port } = holder
  const at = port === null ? '' : `, at port ${port}`
  return `process ${pid} since ${new Date(since).toISOString()}${at}`
}
