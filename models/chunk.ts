import { readWide, writeWide } from './chunkWide.ts'
import { QUALITIES } from './quality.ts'
import type { SampleList } from './sampleList.ts'
import type { Instant } from './units.ts'
import type { ByteReader, ByteWriter } from './varint.ts'

/** What is known of a chunk without unpacking its samples. Values in the point's unit, instants UTC ms. */
export interface ChunkSummary {
  readonly n: number
  readonly first: Instant
  readonly last: Instant
  readonly min: number
  readonly max: number
  readonly sum: number
}

/**
 * Write the samples of one point: times ascending, at `base` or after, values as multiples of `resolution`.
 * Layout: varint n, first time after `base`, last after first; zigzag lowest step, varint highest above it, sum of the
 * steps above the lowest (wide); then times as zigzag delta of delta, values as zigzag delta of steps (32 bits), and
 * quality as runs (length, code). An empty chunk is the single byte 0.
 */
export function writeChunk(out: ByteWriter, samples: SampleList, base: Instant, resolution: number): void {
  const { n, at, value, quality } = samples
  out.varint(n)
  if (n === 0) return
  let min = 0x7fffffff
  let max = -0x80000000
  let sum = 0
  for (let k = 0; k < n; k++) {
    const step = Math.round(value[k]! / resolution)
    if (step < min) min = step
    if (step > max) max = step
    sum += step
  }
  out.varint(at[0]! - base)
  out.varint(at[n - 1]! - at[0]!)
  out.zigzag(min)
  out.varint(max - min)
  writeWide(out, sum - n * min)
  let before = 0
  for (let k = 1; k < n; k++) {
    const delta = at[k]! - at[k - 1]!
    out.zigzag(delta - before)
    before = delta
  }
  let last = min
  for (let k = 0; k < n; k++) {
    const step = Math.round(value[k]! / resolution)
    out.zigzag(step - last)
    last = step
  }
  for (let k = 0; k < n; ) {
    let end = k + 1
    while (end < n && quality[end] === quality[k]) end++
    out.varint(end - k)
    out.varint(quality[k]!)
    k = end
  }
}

/** The summary at the head of a chunk; the reader then stands before its times. */
export function readSummary(reader: ByteReader, base: Instant, resolution: number): ChunkSummary {
  const n = reader.varint()
  if (n === 0) return { n, first: Number.NaN, last: Number.NaN, min: Number.NaN, max: Number.NaN, sum: 0 }
  const first = base + reader.varint()
  const last = first + reader.varint()
  const min = reader.zigzag()
  const max = min + reader.varint()
  const sum = readWide(reader) + n * min
  return { n, first, last, min: min * resolution, max: max * resolution, sum: sum * resolution }
}

/** Append the samples of a chunk to `into`. Throws RangeError when what it holds does not agree with its own summary. */
export function readChunk(reader: ByteReader, base: Instant, resolution: number, into: SampleList): void {
  const summary = readSummary(reader, base, resolution)
  const { n, first, last } = summary
  if (n === 0) return
  into.room(n)
  const start = into.n
  const { at, value, quality } = into
  let time = first
  let delta = 0
  at[start] = time
  for (let k = 1; k < n; k++) {
    delta += reader.zigzag()
    time += delta
    at[start + k] = time
    if (delta <= 0) throw new RangeError('damaged chunk: its times do not ascend')
  }
  const lowest = Math.round(summary.min / resolution)
  let step = lowest
  let sum = 0
  for (let k = 0; k < n; k++) {
    step = (step + reader.zigzag()) | 0
    sum += step
    value[start + k] = step * resolution
  }
  for (let k = 0; k < n; ) {
    const end = k + reader.varint()
    const code = reader.varint()
    if (end === k || end > n || code >= QUALITIES.length)
      throw new RangeError('damaged chunk: its quality does not fit')
    quality.fill(code, start + k, start + end)
    k = end
  }
  if (time !== last || sum !== Math.round(summary.sum / resolution))
    throw new RangeError('damaged chunk: its samples do not agree with its summary')
  into.n = start + n
}
