import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Bytes of a write-ahead log's header, and of the header before each page (sqlite.org/fileformat2.html, section 4). */
const HEADER = 32
const FRAME = 24

/** Where the valid frames of a log end, and the salt that makes them valid. */
export interface LogEnd {
  readonly end: number
  readonly salt: string
}

/** The end of the write-ahead log of a SQLite file. */
export function endOfLog(file: string): LogEnd {
  const path = `${file}-wal`
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

/**
 * Copy a database as a power cut leaves it: what the log held when it was last synced stays, what was written after it
 * may be there, in part, or be garbage.
 */
export function cutPower(file: string, copy: string, synced: LogEnd, random: () => number): void {
  copyFileSync(file, copy)
  const now = endOfLog(file)
  // A log begun anew since has its past in the main file.
  const safe = now.salt === synced.salt ? synced.end : HEADER
  const at = safe + Math.floor(random() * (now.end - safe + 1))
  writeFileSync(`${copy}-wal`, spoil(readFileSync(`${file}-wal`), at, random))
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
