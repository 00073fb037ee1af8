import { readF64 } from './chunkWide.ts'
import { ByteReader, ByteWriter } from './varint.ts'

/** One chunk of a page: its track, the resolution its steps are in, and its bytes. */
export interface PageEntry {
  readonly track: number
  readonly resolution: number
  readonly bytes: Uint8Array
}

/** Join the chunks of many tracks (ascending) into one body: a directory with a table of resolutions, then the bytes. */
export function writePage(entries: readonly PageEntry[]): Uint8Array {
  const out = new ByteWriter(64 + entries.length * 8)
  const table = [...new Set(entries.map(entry => entry.resolution))]
  out.varint(table.length)
  for (const resolution of table) out.f64(resolution)
  out.varint(entries.length)
  let previous = -1
  for (const { track, resolution, bytes } of entries) {
    out.varint(track - previous - 1)
    out.varint(table.indexOf(resolution))
    out.varint(bytes.length)
    previous = track
  }
  const directory = out.done()
  const page = new Uint8Array(directory.length + entries.reduce((sum, { bytes }) => sum + bytes.length, 0))
  page.set(directory)
  let at = directory.length
  for (const { bytes } of entries) {
    page.set(bytes, at)
    at += bytes.length
  }
  return page
}

/** The chunks of a page, their bytes views into it. Throws RangeError on a directory that does not fit the bytes. */
export function readPage(body: Uint8Array): PageEntry[] {
  const reader = new ByteReader(body)
  const table = Array.from({ length: bounded(reader.varint(), body.length) }, () => readF64(reader))
  const count = bounded(reader.varint(), body.length)
  const heads: { track: number; resolution: number; length: number }[] = []
  let track = -1
  for (let k = 0; k < count; k++) {
    track += reader.varint() + 1
    const resolution = table[reader.varint()]
    if (resolution === undefined || !(resolution > 0))
      throw new RangeError('a page names a resolution it lacks')
    heads.push({ track, resolution, length: reader.varint() })
  }
  let start = reader.position
  const entries = heads.map(({ length, ...head }) => {
    const bytes = body.subarray(start, start + length)
    start += length
    return { ...head, bytes }
  })
  if (start !== body.length) throw new RangeError('a page is longer or shorter than its directory says')
  return entries
}

function bounded(count: number, most: number): number {
  if (count > most) throw new RangeError(`a page of ${count} entries in ${most} bytes`)
  return count
}
