import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Audit } from './Audit.ts'
import type { Anchor } from './verifyAudit.ts'

/** Name of the file of anchors in the data folder. */
export const ANCHORS_FILE = 'audit-anchors.txt'
const DAY = 24 * 3_600_000
const LINE = /^(\d{1,15}):([0-9a-f]{64})\b/

/** An anchor as it is written and given on the command line: `128:<64 hex digits>`; null when the text is none. */
export function readAnchor(text: string): Anchor | null {
  const [, n, hash] = LINE.exec(text) ?? []
  return n && hash ? { n: Number(n), hash } : null
}

/** All anchors noted down in a file; none when there is no such file. Throws when a line is none. */
export function readAnchors(file: string): Anchor[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, k) => {
    if (line.trim() === '') return []
    const anchor = readAnchor(line)
    if (!anchor)
      throw new Error(`${file} line ${k + 1} is no anchor: it was changed; put it right from a backup`)
    return [anchor]
  })
}

/**
 * Note the newest row down in a file outside the database, now and every day, so that a book cut short or written anew
 * shows. Keep copies of the file elsewhere: whoever may write both can still forge both. The result ends it.
 */
export function noteDaily(audit: Audit, file: string, clock: Clock): () => void {
  const note = async (): Promise<void> => {
    const { n, hash } = await audit.head()
    if (n === 0 || readAnchors(file).at(-1)?.n === n) return
    mkdirSync(dirname(file), { recursive: true })
    appendFileSync(file, `${n}:${hash} ${new Date(clock.now()).toISOString()}\n`, { mode: 0o600 })
  }
  const tell = (error: unknown) =>
    console.error(`audit: the anchor was not noted down: ${error instanceof Error ? error.message : error}`)
  void note().catch(tell)
  return clock.every(DAY, () => void note().catch(tell))
}
