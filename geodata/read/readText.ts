import { existsSync, readFileSync, statSync } from 'node:fs'
import iconv from 'iconv-lite'
import { BadFile } from './Problems.ts'

/** Bytes of a file that are read at most. */
const MOST = 64 * 1024 * 1024

/** Encodings that are known by themselves: by a byte order mark, else UTF-8 where the bytes are, else CP949 (which EUC-KR is part of). */
export type Encoding = 'UTF-8' | 'UTF-16' | 'CP949'

/** A file's text without its byte order mark, and what it was written in. */
export interface DecodedText {
  readonly text: string
  readonly encoding: Encoding
}

/** The text of a file, without a byte order mark. Throws BadFile as decodeFile does. */
export function readText(file: string): string {
  return decodeFile(file).text
}

/** The text of a file and its encoding. Throws BadFile when it is missing, a folder, too large, or in no encoding that is known. */
export function decodeFile(file: string): DecodedText {
  if (!existsSync(file)) throw new BadFile(file, ['there is no such file; check the path'])
  const { size } = statSync(file)
  if (!statSync(file).isFile()) throw new BadFile(file, ['it is not a file; name the file itself'])
  if (size > MOST)
    throw new BadFile(file, [
      `it has ${Math.round(size / 1e6)} MB, at most ${MOST / 1024 / 1024} MB are read; clip or split it first`,
    ])
  const decoded = decode(readFileSync(file))
  if (!decoded || decoded.text.includes('\0'))
    throw new BadFile(file, ['it is no text in UTF-8, UTF-16 or CP949 (EUC-KR); save it as UTF-8'])
  return decoded
}

function decode(bytes: Buffer): DecodedText | null {
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe' || mark === 'feff') {
    const text = strictly(bytes, mark === 'fffe' ? 'utf-16le' : 'utf-16be')
    return text === null ? null : { text, encoding: 'UTF-16' }
  }
  const text = strictly(bytes, 'utf-8')
  if (text !== null) return { text, encoding: 'UTF-8' }
  // Node's own decoder calls itself euc-kr but knows only KS X 1001: 똠 becomes "c" without a word.
  const korean = iconv.decode(bytes, 'cp949')
  return korean.includes('\ufffd') || damagedUtf8(bytes) ? null : { text: korean, encoding: 'CP949' }
}

function strictly(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** True for UTF-8 with a broken byte here and there, which CP949 could read as other words. */
function damagedUtf8(bytes: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const count = (what: RegExp): number => text.match(what)?.length ?? 0
  return count(/[가-힣]/g) > count(/\ufffd/g)
}
