/** Reads our frames for test/bench/peers/live. */
import { inflateRawSync } from 'node:zlib'
import { applyFrame, FRAME_MAGIC, type FrameState, frameState, readHead } from '../../../models/frame.ts'

/** Bit of a frame's flags that marks a full frame. */
const FULL = 1
/** Three points an asset, 50,000 assets, each in steps of 0.01 as the server's buses have it for their first point. */
const state: FrameState = frameState(new Float64Array(150_000).fill(0.01))

/** Stamp (µs) and number of updates from the head of a message; false for what is no delta. */
export function peek(
  bytes: Buffer,
  offset: number,
  length: number,
  _total: number,
  binary: boolean,
  out: { stamp: number; n: number },
): boolean {
  if (!binary || length < 24 || bytes[offset] !== FRAME_MAGIC || (bytes[offset + 2]! & FULL) !== 0)
    return false
  out.stamp = bytes.readDoubleLE(offset + 12) * 1000
  out.n = bytes.readUInt32LE(offset + 20)
  return true
}

/** Decode everything into a table, as the client does. */
export function decode(body: Uint8Array): { stamp: number; n: number } {
  const head = readHead(body)
  applyFrame(body, state, packed => inflateRawSync(packed))
  return { stamp: head.at * 1000, n: head.count }
}
