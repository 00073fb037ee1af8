// Compact chunked mesh: int16 positions relative to the chunk, uint16 feature number within the chunk, shared
// vertices (2 per ring corner), uint16 indices. 8 bytes a vertex. Normals come from screen-space derivatives.
import earcut from 'earcut'
export function buildChunks(buildings, size = 400) {
  const cells = new Map()
  for (const b of buildings) {
    const k = `${Math.floor(b.ring[0][0] / size)},${Math.floor(b.ring[0][1] / size)}`
    let c = cells.get(k)
    if (!c) cells.set(k, (c = []))
    c.push(b)
  }
  const chunks = []
  for (const list of cells.values()) {
    let part = [],
      v = 0
    const flush = () => {
      if (part.length) chunks.push(mesh(part))
      part = []
      v = 0
    }
    for (const b of list) {
      if (v + b.ring.length * 2 > 65535) flush()
      part.push(b)
      v += b.ring.length * 2
    }
    flush()
  }
  return chunks
}
export const STEPS = [96, 64, 48, 32, 24, 16, 12, 8, 6, 0] // heights in metres at which a chunk's wall range may be cut
function mesh(list) {
  list.sort((a, b) => b.height - a.height) // tall first: a prefix of the wall indices is 'walls of all buildings over h'
  const cut = STEPS.map(() => 0)
  let x0 = Infinity,
    y0 = Infinity,
    x1 = -Infinity,
    y1 = -Infinity,
    z1 = 0,
    nv = 0
  for (const b of list) {
    z1 = Math.max(z1, b.height)
    nv += b.ring.length * 2
    for (const [x, y] of b.ring) {
      x0 = Math.min(x0, x)
      x1 = Math.max(x1, x)
      y0 = Math.min(y0, y)
      y1 = Math.max(y1, y)
    }
  }
  const cx = (x0 + x1) / 2,
    cy = (y0 + y1) / 2,
    q = 50 // 2 cm steps: +-655 m
  const vert = new Int16Array(nv * 4),
    idx = [],
    roof = [],
    ids = new Uint32Array(list.length)
  let p = 0
  list.forEach((b, k) => {
    const n = b.ring.length,
      base = p
    ids[k] = b.id
    for (let i = 0; i < n; i++)
      for (let top = 0; top < 2; top++) {
        vert[p * 4] = Math.round((b.ring[i][0] - cx) * q)
        vert[p * 4 + 1] = Math.round((b.ring[i][1] - cy) * q)
        vert[p * 4 + 2] = top ? Math.round(b.height * q) : 0
        vert[p * 4 + 3] = k
        p++
      }
    for (let i = 0; i < n; i++) {
      const a = base + i * 2,
        c = base + ((i + 1) % n) * 2
      idx.push(a, c, c + 1, a, c + 1, a + 1)
    }
    STEPS.forEach((h, s) => {
      if (b.height >= h) cut[s] = idx.length
    })
    const tri = earcut(b.ring.flat())
    for (let i = 0; i < tri.length; i += 3) {
      // counter-clockwise seen from above
      const [u, v, w] = [tri[i], tri[i + 1], tri[i + 2]],
        A = b.ring[u],
        B = b.ring[v],
        C = b.ring[w]
      const ccw = (B[0] - A[0]) * (C[1] - A[1]) - (B[1] - A[1]) * (C[0] - A[0]) > 0
      roof.push(base + u * 2 + 1, base + (ccw ? v : w) * 2 + 1, base + (ccw ? w : v) * 2 + 1)
    }
  })
  return {
    center: [cx, cy],
    box: [x0, y0, 0, x1, y1, z1],
    vert,
    cut,
    idx: new Uint16Array(idx.concat(roof)),
    ids,
  } // walls first, then roofs
}
/** One file: u32 header length, JSON header, then all vertices, all indices, all ids. */
export function packChunks(chunks) {
  let v = 0,
    i = 0,
    f = 0
  const head = chunks.map(c => {
    const h = {
      c: c.center,
      b: c.box,
      v,
      nv: c.vert.length / 4,
      i,
      ni: c.idx.length,
      w: c.cut,
      f,
      nf: c.ids.length,
    }
    v += h.nv
    i += h.ni
    f += h.nf
    return h
  })
  let json = JSON.stringify({ chunks: head, nv: v, ni: i, nf: f })
  while ((json.length + 4) % 4) json += ' '
  const pad = (i * 2) % 4
  const out = new Uint8Array(4 + json.length + v * 8 + i * 2 + pad + f * 4)
  new DataView(out.buffer).setUint32(0, json.length, true)
  out.set(new TextEncoder().encode(json), 4)
  let o = 4 + json.length
  for (const c of chunks) {
    out.set(new Uint8Array(c.vert.buffer), o)
    o += c.vert.byteLength
  }
  for (const c of chunks) {
    out.set(new Uint8Array(c.idx.buffer), o)
    o += c.idx.byteLength
  }
  o += pad
  for (const c of chunks) {
    out.set(new Uint8Array(c.ids.buffer), o)
    o += c.ids.byteLength
  }
  return out
}
