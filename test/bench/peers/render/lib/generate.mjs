// Seeded generator of building footprints with heights on a rotated street grid.
import { extent, mulberry32, toLngLat } from './scene.mjs'

const ANGLE = (27 * Math.PI) / 180,
  COS = Math.cos(ANGLE),
  SIN = Math.sin(ANGLE)

const rect = (w, h) => [
  [-w, -h],
  [w, -h],
  [w, h],
  [-w, h],
]
function ell(w, h, r) {
  const a = w * (r() * 0.8 - 0.4),
    b = h * (r() * 0.8 - 0.4)
  return [
    [-w, -h],
    [w, -h],
    [w, b],
    [a, b],
    [a, h],
    [-w, h],
  ]
}
function tee(w, h, r) {
  const a = w * (0.25 + r() * 0.35),
    b = h * (r() * 0.6 - 0.3)
  return [
    [-w, -h],
    [w, -h],
    [w, b],
    [a, b],
    [a, h],
    [-a, h],
    [-a, b],
    [-w, b],
  ]
}
function chamfer(w, h, r) {
  const c = Math.min(w, h) * (0.25 + r() * 0.3)
  return [
    [-w + c, -h],
    [w - c, -h],
    [w, -h + c],
    [w, h - c],
    [w - c, h],
    [-w + c, h],
    [-w, h - c],
    [-w, -h + c],
  ]
}
function ngon(w, h, r) {
  const k = 5 + Math.floor(r() * 8),
    o = []
  const m = Math.min(w, h)
  for (let i = 0; i < k; i++)
    o.push([Math.cos((i / k) * 2 * Math.PI) * m, Math.sin((i / k) * 2 * Math.PI) * m])
  return o
}

/** Calls emit({id, height, ring}) n times; ring is an open ring of local [x, y] metres, counter-clockwise. */
export function generate(n, emit, seed = 20240) {
  const rnd = mulberry32(seed + n)
  const { w, h } = extent(n)
  const s = Math.sqrt((w * h) / n) * 0.985 // a few cells to spare
  const half = Math.ceil(Math.hypot(w, h) / 2 / s) + 1
  const cells = []
  for (let j = -half; j <= half; j++)
    for (let i = -half; i <= half; i++) {
      const u = (i + 0.5) * s,
        v = (j + 0.5) * s
      const x = u * COS - v * SIN,
        y = u * SIN + v * COS
      if (Math.abs(x) <= w / 2 - s * 0.6 && Math.abs(y) <= h / 2 - s * 0.6) cells.push([i, j, 0])
      else if (Math.abs(x) <= w / 2 && Math.abs(y) <= h / 2) cells.push([i, j, 1]) // rim: used last
    }
  for (const c of cells) c.push(c[2] + rnd())
  cells.sort((a, b) => a[3] - b[3])
  if (cells.length < n) throw new Error(`only ${cells.length} cells for ${n}`)
  cells.length = n
  cells.sort((a, b) => a[1] - b[1] || a[0] - b[0]) // row order, as a survey file would be
  cells.forEach(([i, j], id) => {
    const streetU = ((i % 6) + 6) % 6 === 0 ? 0.72 : 1,
      streetV = ((j % 4) + 4) % 4 === 0 ? 0.72 : 1
    const hw = s * (0.24 + rnd() * 0.2) * streetU,
      hh = s * (0.22 + rnd() * 0.2) * streetV
    const k = rnd()
    const shape =
      k < 0.55
        ? rect(hw, hh)
        : k < 0.75
          ? ell(hw, hh, rnd)
          : k < 0.85
            ? tee(hw, hh, rnd)
            : k < 0.9
              ? chamfer(hw, hh, rnd)
              : ngon(hw, hh, rnd)
    const g = Math.sqrt(-2 * Math.log(1 - rnd())) * Math.cos(2 * Math.PI * rnd())
    let height = Math.min(60, Math.max(4, Math.exp(2.2 + 0.45 * g)))
    if (rnd() < 0.01) height = 40 + rnd() * 80 // stacks, silos, offices
    const cu = (i + 0.5) * s,
      cv = (j + 0.5) * s,
      turn = (rnd() - 0.5) * 0.06
    const c = Math.cos(ANGLE + turn),
      q = Math.sin(ANGLE + turn)
    const cx = cu * COS - cv * SIN,
      cy = cu * SIN + cv * COS
    emit({
      id,
      height: Math.round(height * 10) / 10,
      ring: shape.map(([a, b]) => [cx + a * c - b * q, cy + a * q + b * c]),
    })
  })
}

export function feature({ id, height, ring }) {
  const pts = ring.map(([x, y]) => toLngLat(x, y).map(v => Number(v.toFixed(7))))
  pts.push(pts[0])
  return {
    type: 'Feature',
    id,
    properties: { id, height },
    geometry: { type: 'Polygon', coordinates: [pts] },
  }
}
