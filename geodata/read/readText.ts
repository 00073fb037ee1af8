import { existsSync, readFileSync, statSync } from 'node:fs'
import { BadFile } from './Problems.ts'

/** Bytes of a file that are read at most. */
const MOST = 64 * 1024 * 1024

/** The text of a file, without a byte order mark. Throws BadFile when it is missing, a folder, too large or not UTF-8. */
export function readText(file: string): string {
  if (!existsSync(file)) throw new BadFile(file, ['there is no such file; check the path'])
  const { size } = statSync(file)
  if (!statSync(file).isFile()) throw new BadFile(file, ['it is not a file; name the file itself'])
  if (size > MOST)
    throw new BadFile(file, [
      `it has ${Math.round(size / 1e6)} MB, at most ${MOST / 1024 / 1024} MB are read; clip or split it first`,
    ])
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)).replace(/^\uFEFF/, '')
  } catch {
    throw new BadFile(file, ['it is not UTF-8 text; save it as UTF-8 (Korean files are often EUC-KR)'])
  }
}
