// Ray against extruded footprints. `grid` is optional: cell size in metres for a uniform grid over the footprints.
export function hitPrism(o, d, ring, h, best) {
  const n = ring.length
  if (d[2] !== 0) {
    const t = (h - o[2]) / d[2]
    if (t > 0 && t < best) {
      const x = o[0] + t * d[0],
        y = o[1] + t * d[1]
      let inside = false
      for (let i = 0, j = n - 1; i < n; j = i++) {
        const a = ring[i],
          b = ring[j]
        if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
      }
      if (inside) best = t
    }
  }
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const a = ring[j],
      ex = ring[i][0] - a[0],
      ey = ring[i][1] - a[1]
    const den = d[0] * ey - d[1] * ex
    if (den === 0) continue
    const t = ((a[0] - o[0]) * ey - (a[1] - o[1]) * ex) / den
    if (t <= 0 || t >= best) continue
    const s = ((a[0] - o[0]) * d[1] - (a[1] - o[1]) * d[0]) / den
    if (s < 0 || s > 1) continue
    const z = o[2] + t * d[2]
    if (z < 0 || z > h) continue
    best = t
  }
  return best
}
export class PickGrid {
  constructor(buildings, cell = 100) {
    this.b = buildings
    this.cell = cell
    this.map = new Map()
    this.top = 0
    buildings.forEach((q, k) => {
      let x0 = Infinity,
        y0 = Infinity,
        x1 = -Infinity,
        y1 = -Infinity
      for (const [x, y] of q.ring) {
        if (x < x0) x0 = x
        if (x > x1) x1 = x
        if (y < y0) y0 = y
        if (y > y1) y1 = y
      }
      if (q.height > this.top) this.top = q.height
      for (let i = Math.floor(x0 / cell); i <= Math.floor(x1 / cell); i++)
        for (let j = Math.floor(y0 / cell); j <= Math.floor(y1 / cell); j++) {
          const key = i * 100003 + j
          let l = this.map.get(key)
          if (!l) this.map.set(key, (l = []))
          l.push(k)
        }
    })
  }
  /** id of the nearest building on the ray, or null */
  pick(o, d) {
    // Only the part of the ray between z = top and z = 0 can hit.
    const t0 = Math.max(0, (this.top - o[2]) / d[2]),
      t1 = d[2] < 0 ? -o[2] / d[2] : 5000
    const c = this.cell,
      step = (c * 0.5) / Math.hypot(d[0], d[1])
    let best = Infinity,
      id = null
    const seen = new Set(),
      cells = new Set()
    for (let t = t0; t <= t1 + step; t += step) {
      const i = Math.floor((o[0] + t * d[0]) / c),
        j = Math.floor((o[1] + t * d[1]) / c)
      for (let a = i - 1; a <= i + 1; a++)
        for (let e = j - 1; e <= j + 1; e++) {
          const key = a * 100003 + e
          if (cells.has(key)) continue
          cells.add(key)
          for (const k of this.map.get(key) ?? []) {
            if (seen.has(k)) continue
            seen.add(k)
            const q = this.b[k],
              h = hitPrism(o, d, q.ring, q.height, best)
            if (h < best) {
              best = h
              id = q.id
            }
          }
        }
      if (best < t - 2 * step) break
    }
    return id
  }
}
/** Ray through pixel (x, y) of a w x h canvas for a camera at `e` looking at the origin, z up. */
export function pixelRay(e, fovDeg, x, y, w = 1280, h = 720) {
  const L = Math.hypot(...e),
    f = e.map(v => -v / L)
  const r = [f[1], -f[0], 0],
    rl = Math.hypot(r[0], r[1])
  r[0] /= rl
  r[1] /= rl
  const u = [r[1] * f[2] - r[2] * f[1], r[2] * f[0] - r[0] * f[2], r[0] * f[1] - r[1] * f[0]]
  const k = Math.tan((fovDeg * Math.PI) / 360),
    a = (((x + 0.5) / w) * 2 - 1) * k * (w / h),
    b = (1 - ((y + 0.5) / h) * 2) * k
  return f.map((v, i) => v + r[i] * a + u[i] * b)
}
