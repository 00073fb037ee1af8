import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Backups kept of one file; the oldest go. */
const KEPT = 5

/** Copy what stands at `file` to FILE.bak-TIME, by the time it was written, and keep the last five. The backup's path; null where nothing stands. */
export function keepBackup(file: string): string | null {
  if (!existsSync(file)) return null
  const time = statSync(file).mtime.toISOString().replace(/[-:.]/g, '')
  const backup = `${file}.bak-${time}`
  copyFileSync(file, backup)
  const start = `${basename(file)}.bak-`
  const all = readdirSync(dirname(file)).filter(
    name => name.startsWith(start) && /^\d{8}T\d{9}Z$/.test(name.slice(start.length)),
  )
  for (const name of all.sort().slice(0, -KEPT)) rmSync(join(dirname(file), name))
  return backup
}
