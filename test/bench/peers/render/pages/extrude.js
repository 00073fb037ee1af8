import earcut from 'earcut'
// One building as plain arrays: flat-shaded walls and roof, no floor.
export function counts(ring) {
  return { v: ring.length * 5, i: ring.length * 6 + (ring.length - 2) * 3 }
}
export function extrude({ ring, height }, pos, nor, idx, v, i) {
  const n = ring.length,
    v0 = v
  let p = v * 3
  const put = (x, y, z, nx, ny, nz) => {
    pos[p] = x
    pos[p + 1] = y
    pos[p + 2] = z
    nor[p] = nx
    nor[p + 1] = ny
    nor[p + 2] = nz
    p += 3
    v++
  }
  for (let k = 0; k < n; k++) {
    const a = ring[k],
      b = ring[(k + 1) % n],
      l = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
    const nx = ((b[1] - a[1]) / l) * 127,
      ny = ((a[0] - b[0]) / l) * 127,
      q = v
    put(a[0], a[1], 0, nx, ny, 0)
    put(b[0], b[1], 0, nx, ny, 0)
    put(b[0], b[1], height, nx, ny, 0)
    put(a[0], a[1], height, nx, ny, 0)
    idx[i++] = q
    idx[i++] = q + 1
    idx[i++] = q + 2
    idx[i++] = q
    idx[i++] = q + 2
    idx[i++] = q + 3
  }
  const roof = v
  for (let k = 0; k < n; k++) put(ring[k][0], ring[k][1], height, 0, 0, 127)
  const tri = earcut(ring.flat())
  for (let k = 0; k < tri.length; k += 3) {
    // counter-clockwise seen from above
    const [a, b, c] = [tri[k], tri[k + 1], tri[k + 2]],
      A = ring[a],
      B = ring[b],
      C = ring[c]
    const ccw = (B[0] - A[0]) * (C[1] - A[1]) - (B[1] - A[1]) * (C[0] - A[0]) > 0
    idx[i++] = roof + a
    idx[i++] = roof + (ccw ? b : c)
    idx[i++] = roof + (ccw ? c : b)
  }
  return { v: v - v0, i }
}
