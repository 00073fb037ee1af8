import { QUALITIES, QUALITY } from './quality.ts'
import type { Instant } from './units.ts'
import { ByteReader, ByteWriter } from './varint.ts'

/** First byte of every frame; no JSON text starts with it. */
export const FRAME_MAGIC = 0xc7
const VERSION = 2
const HEAD = 24
const FULL = 1
const DEFLATED = 2
/** Bodies below this many bytes are sent as they are: deflating them saves nothing. */
const WORTH_DEFLATING = 256
/** Nobody needs a larger body: 200,000 points take about 2 MB. */
const MAX_BODY = 16 * 1024 * 1024

/** What stands before the body, never deflated: a viewer can tell gap and channel without unpacking. */
export interface FrameHead {
  /** A full frame replaces all points of its topic; a delta needs the state left by frame seq - 1. */
  readonly full: boolean
  readonly deflated: boolean
  /** Topic and audience in one number (models/channel.ts): deltas of different channels never mix. */
  readonly channel: number
  /** Names one run of the server, the same in all its channels; deltas of different epochs never mix. */
  readonly epoch: number
  readonly seq: number
  /** Instant of the newest sample in the frame. */
  readonly at: Instant
  readonly count: number
}

/** Values by point index. `steps` are the values as multiples of the point's resolution, the state deltas build on. */
export interface FrameState {
  readonly resolution: Float64Array
  readonly steps: Int32Array
  readonly values: Float32Array
  readonly quality: Uint8Array
  /** Instant of the sample, milliseconds; NaN before the first. */
  readonly times: Float64Array
}

/** Fresh state for points with these resolutions: no reading anywhere. */
export function frameState(resolution: Float64Array): FrameState {
  const count = resolution.length
  return {
    resolution,
    steps: new Int32Array(count),
    values: new Float32Array(count).fill(Number.NaN),
    quality: new Uint8Array(count),
    times: new Float64Array(count).fill(Number.NaN),
  }
}

/** The present, as the encoder reads it. */
export interface FrameSource {
  readonly values: Float64Array
  readonly quality: Uint8Array
  readonly times: Float64Array
}

/**
 * Encode the points `indices` (ascending) of `source`. Layout: 24-byte head; then varint index gaps, zigzag steps
 * (absolute in a full frame, since `sent` in a delta), runs of quality, runs of age in seconds before `head.at`.
 * `sent` holds the steps last sent by point and is moved on. The result is a copy and may be kept.
 */
export function encodeFrame(
  head: Omit<FrameHead, 'count' | 'deflated'>,
  indices: ArrayLike<number>,
  source: FrameSource,
  resolution: Float64Array,
  sent: Int32Array,
  deflate?: (body: Uint8Array) => Uint8Array,
): Uint8Array {
  const out = new ByteWriter(HEAD + indices.length * 4 + 64)
  out.u8(FRAME_MAGIC)
  out.u8(VERSION)
  out.u8(head.full ? FULL : 0)
  out.u8(head.channel)
  out.u32(head.epoch)
  out.u32(head.seq)
  out.f64(head.at)
  out.u32(indices.length)
  let previous = -1
  for (let k = 0; k < indices.length; k++) {
    out.varint(indices[k]! - previous - 1)
    previous = indices[k]!
  }
  for (let k = 0; k < indices.length; k++) {
    const i = indices[k]!
    const steps = source.quality[i] === QUALITY.none ? 0 : Math.round(source.values[i]! / resolution[i]!)
    out.zigzag(head.full ? steps : steps - sent[i]!)
    sent[i] = steps
  }
  writeRuns(out, indices, i => source.quality[i]!)
  writeRuns(out, indices, i => ageSeconds(head.at, source.times[i]!))
  const body = out.done(HEAD)
  if (!deflate || body.length < WORTH_DEFLATING) return out.done().slice()
  const packed = deflate(body)
  if (packed.length >= body.length) return out.done().slice()
  const frame = new Uint8Array(HEAD + packed.length)
  frame.set(out.done().subarray(0, HEAD))
  frame[2]! |= DEFLATED
  frame.set(packed, HEAD)
  return frame
}

/** The head of a frame. Throws RangeError when the bytes are no frame of this version. */
export function readHead(bytes: Uint8Array): FrameHead {
  if (bytes.length < HEAD || bytes[0] !== FRAME_MAGIC) throw new RangeError('not a twin frame')
  if (bytes[1] !== VERSION) throw new RangeError(`frame version ${bytes[1]}, this side speaks ${VERSION}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const flags = bytes[2]!
  return {
    full: (flags & FULL) !== 0,
    deflated: (flags & DEFLATED) !== 0,
    channel: bytes[3]!,
    epoch: view.getUint32(4, true),
    seq: view.getUint32(8, true),
    at: view.getFloat64(12, true),
    count: view.getUint32(20, true),
  }
}

/**
 * Write a frame into `state` and return the point indices it touched. The caller has checked epoch and seq.
 * Throws RangeError on bytes that are no valid frame for this state; the state may then be half written and
 * must be replaced by a full frame.
 */
export function applyFrame(
  bytes: Uint8Array,
  state: FrameState,
  inflate: (body: Uint8Array, limit: number) => Uint8Array,
): Uint32Array {
  const head = readHead(bytes)
  const size = state.resolution.length
  if (head.count > size) throw new RangeError(`frame of ${head.count} points for a site of ${size}`)
  const packed = bytes.subarray(HEAD)
  const reader = new ByteReader(head.deflated ? inflate(packed, MAX_BODY) : packed)
  const indices = new Uint32Array(head.count)
  let previous = -1
  for (let k = 0; k < head.count; k++) {
    previous += reader.varint() + 1
    if (previous >= size) throw new RangeError(`point ${previous} is beyond the site's ${size}`)
    indices[k] = previous
  }
  for (let k = 0; k < head.count; k++) {
    const i = indices[k]!
    const steps = reader.zigzag()
    state.steps[i] = head.full ? steps : state.steps[i]! + steps
  }
  const { steps, resolution, values, quality, times } = state
  readRuns(reader, head.count, (from, end, code) => {
    if (code >= QUALITIES.length) throw new RangeError(`quality ${code} is not known`)
    for (let k = from; k < end; k++) {
      const i = indices[k]!
      quality[i] = code
      values[i] = code === QUALITY.none ? Number.NaN : steps[i]! * resolution[i]!
    }
  })
  readRuns(reader, head.count, (from, end, age) => {
    for (let k = from; k < end; k++) {
      const i = indices[k]!
      times[i] = quality[i] === QUALITY.none ? Number.NaN : head.at - age * 1000
    }
  })
  return indices
}

function ageSeconds(at: Instant, time: number): number {
  return Number.isNaN(time) ? 0 : Math.min(0x7fffffff, Math.max(0, Math.round((at - time) / 1000)))
}

/** Pairs (length, value) that together cover all indices. */
function writeRuns(out: ByteWriter, indices: ArrayLike<number>, value: (index: number) => number): void {
  for (let k = 0; k < indices.length; ) {
    const here = value(indices[k]!)
    let end = k + 1
    while (end < indices.length && value(indices[end]!) === here) end++
    out.varint(end - k)
    out.varint(here)
    k = end
  }
}

/** Read pairs (length, value) that together cover `count` places; `take` gets each with its range. */
function readRuns(
  reader: ByteReader,
  count: number,
  take: (from: number, end: number, value: number) => void,
): void {
  for (let k = 0; k < count; ) {
    const end = k + reader.varint()
    if (end === k || end > count) throw new RangeError('run does not fit the frame')
    take(k, end, reader.varint())
    k = end
  }
}
