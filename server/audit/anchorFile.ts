import { existsSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { NO_HASH } from '../chainHash.ts'
import { AnchorLines, anchorLine, birthOf } from './anchorLine.ts'
import type { Heads } from './chains.ts'

/** Name of the file of anchors in the data folder. */
export const ANCHORS_FILE = 'audit-anchors.txt'

/** Bytes of the file's end that hold a line for certain. */
const TAIL = 4_096
const SEALED = / ([0-9a-f]{64})$/

/**
 * All anchors of a file, none when there is no such file; a last line that a power cut left half written counts as
 * none. Rejects when a line is no anchor, or not the one that followed the line before it.
 */
export async function readAnchors(file: string): Promise<AnchorLines> {
  const lines = new AnchorLines()
  if (!existsSync(file)) return lines
  const whole = await endsWhole(file)
  const handle = await open(file)
  let torn: number | null = null
  let n = 0
  try {
    for await (const line of createInterface({ input: handle.createReadStream() })) {
      n++
      if (torn !== null)
        throw new Error(
          `${file} line ${torn} is no anchor, or the line before it was changed or taken out; put the file right from a copy`,
        )
      if (!lines.take(line)) torn = n
    }
  } finally {
    await handle.close()
  }
  if (torn !== null && whole)
    throw new Error(
      `${file} line ${torn} is no anchor, or the line before it was changed or taken out; put the file right from a copy`,
    )
  return lines
}

/** A line that was added: what it says, the seal of the file's first line, and those of the line before it and of itself. */
export interface Added {
  readonly line: string
  readonly birth: string
  readonly before: string
  readonly seal: string
}

/** Add heads to a file, on the disk when it resolves. A half line of a power cut is taken off first. */
export async function addAnchor(file: string, heads: Partial<Heads>, at: number): Promise<Added> {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a+', 0o600)
  try {
    const { size } = await handle.stat()
    const from = Math.max(0, size - TAIL)
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - from), position: from })
    const tail = buffer.subarray(0, bytesRead)
    const end = tail.lastIndexOf('\n') + 1
    if (end < tail.length) await handle.truncate(from + end)
    const last = tail.subarray(0, end).toString('utf8').trimEnd().split('\n').at(-1)!
    const before = last === '' ? NO_HASH : (SEALED.exec(last)?.[1] ?? (await readAnchors(file)).seal)
    const line = anchorLine(heads, at, before)
    await handle.appendFile(`${line}\n`)
    await handle.sync()
    const head = await handle.read({ buffer: Buffer.alloc(TAIL), position: 0 })
    const [first = ''] = head.buffer.subarray(0, head.bytesRead).toString('utf8').split('\n')
    return { line, birth: birthOf(first), before, seal: birthOf(line) }
  } finally {
    await handle.close()
  }
}

async function endsWhole(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    if (size === 0) return true
    const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: size - 1 })
    return buffer[0] === 10
  } finally {
    await handle.close()
  }
}
