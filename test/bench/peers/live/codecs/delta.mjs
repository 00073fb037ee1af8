import { applyDelta } from '../lib/workload.mjs'

const state = new Float32Array(1 << 20)
export function peek(b, o, _l, _total, bin, out) {
  if (!bin || b[o] !== 0xd7) return false
  out.stamp = b.readDoubleLE(o + 8)
  out.n = b.readUInt32LE(o + 16)
  return true
}
export const event = 'f'
export const decode = body => applyDelta(Buffer.isBuffer(body) ? body : Buffer.from(body), state)
