import { readWide, writeWide } from './chunkWide.ts'
import { QUALITY } from './quality.ts'
import type { SampleList } from './sampleList.ts'
import type { Instant } from './units.ts'
import { ByteReader, type ByteWriter } from './varint.ts'

/** What the samples of a span come to. min, max, sum and last are of the good (or simulated) ones; NaN where there is none. */
export interface Rollup {
  /** Start of the span. */
  readonly at: Instant
  readonly n: number
  readonly good: number
  readonly min: number
  readonly max: number
  readonly sum: number
  readonly last: number
}

/** Roll settled samples up into spans of `width` ms that begin at `origin` plus multiples of it; spans without samples are left out. */
export function rollUp(samples: SampleList, origin: Instant, width: number): Rollup[] {
  const { n, at, value, quality } = samples
  const rollups: Rollup[] = []
  for (let k = 0; k < n; ) {
    const start = origin + Math.floor((at[k]! - origin) / width) * width
    const entry = {
      at: start,
      n: 0,
      good: 0,
      min: Number.POSITIVE_INFINITY,
      max: Number.NEGATIVE_INFINITY,
      sum: 0,
      last: Number.NaN,
    }
    for (; k < n && at[k]! < start + width; k++) {
      entry.n++
      if (quality[k] !== QUALITY.good && quality[k] !== QUALITY.simulated) continue
      const v = value[k]!
      entry.good++
      entry.sum += v
      entry.last = v
      if (v < entry.min) entry.min = v
      if (v > entry.max) entry.max = v
    }
    rollups.push(settled(entry))
  }
  return rollups
}

/** Several roll-ups in order of time as one that begins at `at`. */
export function combine(rollups: readonly Rollup[], at: Instant): Rollup {
  const good = rollups.filter(rollup => rollup.good > 0)
  return settled({
    at,
    n: rollups.reduce((sum, { n }) => sum + n, 0),
    good: good.reduce((sum, rollup) => sum + rollup.good, 0),
    min: Math.min(...good.map(({ min }) => min)),
    max: Math.max(...good.map(({ max }) => max)),
    sum: good.reduce((sum, rollup) => sum + rollup.sum, 0),
    last: good.at(-1)?.last ?? Number.NaN,
  })
}

/** Put roll-ups, in order of time, into buckets of `width` ms from `origin` on. */
export function regroup(rollups: readonly Rollup[], origin: Instant, width: number): Rollup[] {
  const buckets: Rollup[] = []
  for (let k = 0; k < rollups.length; ) {
    const start = origin + Math.floor((rollups[k]!.at - origin) / width) * width
    let end = k + 1
    while (end < rollups.length && rollups[end]!.at < start + width) end++
    buckets.push(combine(rollups.slice(k, end), start))
    k = end
  }
  return buckets
}

/** Write roll-ups of one point: spans of `width` ms counted from `origin` as gaps; min, spread, last and sum in steps. */
export function writeRollups(
  out: ByteWriter,
  rollups: readonly Rollup[],
  origin: Instant,
  width: number,
  resolution: number,
): void {
  out.varint(rollups.length)
  let previous = -1
  let lowest = 0
  for (const { at, n, good, min, max, sum, last } of rollups) {
    const index = Math.round((at - origin) / width)
    out.varint(index - previous - 1)
    previous = index
    out.varint(n)
    out.varint(n - good)
    if (good === 0) continue
    const low = Math.round(min / resolution)
    out.zigzag(low - lowest)
    lowest = low
    out.varint(Math.round(max / resolution) - low)
    out.varint(Math.round(last / resolution) - low)
    writeWide(out, Math.max(0, Math.round(sum / resolution) - good * low))
  }
}

/** Read what writeRollups wrote. Throws RangeError on bytes that are no roll-ups. */
export function readRollups(bytes: Uint8Array, origin: Instant, width: number, resolution: number): Rollup[] {
  const reader = new ByteReader(bytes)
  const count = reader.varint()
  if (count > bytes.length) throw new RangeError('more roll-ups than bytes')
  const rollups: Rollup[] = []
  let index = -1
  let low = 0
  for (let k = 0; k < count; k++) {
    index += reader.varint() + 1
    const n = reader.varint()
    const good = n - reader.varint()
    const at = origin + index * width
    if (good < 0) throw new RangeError('a roll-up with more bad samples than samples')
    if (good === 0) {
      rollups.push({ at, n, good, ...NOTHING })
      continue
    }
    low += reader.zigzag()
    const max = low + reader.varint()
    const last = low + reader.varint()
    const sum = readWide(reader) + good * low
    rollups.push({
      at,
      n,
      good,
      min: low * resolution,
      max: max * resolution,
      sum: sum * resolution,
      last: last * resolution,
    })
  }
  return rollups
}

const NOTHING = { min: Number.NaN, max: Number.NaN, sum: 0, last: Number.NaN }

function settled(rollup: Rollup): Rollup {
  return rollup.good > 0 ? rollup : { at: rollup.at, n: rollup.n, good: 0, ...NOTHING }
}
