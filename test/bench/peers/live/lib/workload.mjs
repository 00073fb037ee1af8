// Deterministic telemetry: A assets, a fraction changes at each tick. The same stream goes to every peer.
export const nowUs = () => Number(process.hrtime.bigint()) / 1000 // CLOCK_MONOTONIC: one clock for all processes of this machine
export const STATUS = ['running', 'idle', 'warning', 'alarm']
export class Workload {
  constructor(assets, fraction, seed = 42) {
    this.A = assets
    this.f = fraction
    this.s = seed >>> 0
    this.val = new Float32Array(assets)
    this.tick = 0
    for (let i = 0; i < assets; i++) this.val[i] = 20 + 60 * this.r()
  }
  r() {
    let t = (this.s += 0x6d2b79f5)
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  next() {
    const idx = [],
      f = this.f,
      A = this.A // sorted indices, mean gap 1/f
    if (f >= 1) for (let i = 0; i < A; i++) idx.push(i)
    else
      for (let i = Math.floor(this.r() / f); i < A; i += 1 + Math.floor(this.r() * (2 / f - 1))) idx.push(i)
    const n = idx.length,
      v = new Float32Array(n),
      st = new Uint8Array(n)
    for (let k = 0; k < n; k++) {
      const i = idx[k]
      const x = (this.val[i] = Math.round((this.val[i] + (this.r() - 0.5) * 2) * 100) / 100)
      v[k] = x
      st[k] = x > 90 ? 3 : x > 75 ? 2 : x < 5 ? 1 : 0
    }
    return { tick: this.tick++, stamp: 0, n, idx: Uint32Array.from(idx), val: v, st }
  }
}
export const assetId = i => `asset-${String(i).padStart(6, '0')}`
export const toJsonUpdates = t => {
  const a = new Array(t.n)
  for (let k = 0; k < t.n; k++)
    a[k] = { id: assetId(t.idx[k]), value: Math.round(t.val[k] * 100) / 100, status: STATUS[t.st[k]] }
  return a
}
// ---- feed wire format (generator of telemetry -> peer), little-endian: u32 len | f64 stamp | u32 tick | u32 n | u32 idx[n] | f32 val[n] | u8 st[n]
export function encodeFeed(t) {
  const len = 16 + t.n * 9,
    b = Buffer.allocUnsafe(4 + len)
  b.writeUInt32LE(len, 0)
  b.writeDoubleLE(t.stamp, 4)
  b.writeUInt32LE(t.tick, 12)
  b.writeUInt32LE(t.n, 16)
  Buffer.from(t.idx.buffer).copy(b, 20)
  Buffer.from(t.val.buffer).copy(b, 20 + 4 * t.n)
  Buffer.from(t.st.buffer).copy(b, 20 + 8 * t.n)
  return b
}
export function decodeFeed(b) {
  const n = b.readUInt32LE(12),
    u = new Uint8Array(b.subarray(16)).buffer // aligned copy
  return {
    stamp: b.readDoubleLE(0),
    tick: b.readUInt32LE(8),
    n,
    idx: new Uint32Array(u, 0, n),
    val: new Float32Array(u, 4 * n, n),
    st: new Uint8Array(u, 8 * n, n),
  }
}
// ---- plain binary delta frame: u8 magic | u8 ver | u16 flags | u32 tick | f64 stamp | u32 n | varint index gaps | f32 val[n] | u8 status[n]
export function encodeDelta(t) {
  const b = Buffer.allocUnsafe(20 + t.n * 10)
  b[0] = 0xd7
  b[1] = 1
  b.writeUInt16LE(0, 2)
  b.writeUInt32LE(t.tick, 4)
  b.writeDoubleLE(t.stamp, 8)
  b.writeUInt32LE(t.n, 16)
  let o = 20,
    prev = -1
  for (let k = 0; k < t.n; k++) {
    let g = t.idx[k] - prev
    prev = t.idx[k]
    while (g > 127) {
      b[o++] = (g & 127) | 128
      g >>>= 7
    }
    b[o++] = g
  }
  Buffer.from(t.val.buffer, t.val.byteOffset, 4 * t.n).copy(b, o)
  o += 4 * t.n
  Buffer.from(t.st.buffer, t.st.byteOffset, t.n).copy(b, o)
  return b.subarray(0, o + t.n)
}
export function applyDelta(b, state) {
  const n = b.readUInt32LE(16)
  let o = 20,
    i = -1
  const idx = new Uint32Array(n)
  for (let k = 0; k < n; k++) {
    let g = 0,
      s = 0,
      c
    do {
      c = b[o++]
      g |= (c & 127) << s
      s += 7
    } while (c & 128)
    idx[k] = i += g
  }
  for (let k = 0; k < n; k++, o += 4) state[idx[k]] = b.readFloatLE(o)
  return { stamp: b.readDoubleLE(8), n }
}
