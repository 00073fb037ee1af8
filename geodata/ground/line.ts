import type { GroundPoint } from '../../models/units.ts'
import { nearestPart, pointAt } from '../plane/segment.ts'

export type Line = readonly GroundPoint[]

export const apart = (a: GroundPoint, b: GroundPoint): number => Math.hypot(b[0] - a[0], b[1] - a[1])

/** Length in metres. */
export function lengthOf(line: Line): number {
  let sum = 0
  for (let i = 1; i < line.length; i++) sum += apart(line[i - 1]!, line[i]!)
  return sum
}

/** Points at equal distances of about `step` metres along the line, both ends kept. */
export function resample(line: Line, step: number): GroundPoint[] {
  const total = lengthOf(line)
  const count = Math.max(1, Math.round(total / step))
  const out: GroundPoint[] = [line[0]!]
  let [i, walked] = [1, 0]
  for (let k = 1; k < count; k++) {
    const target = (total * k) / count
    while (i < line.length - 1 && walked + apart(line[i - 1]!, line[i]!) < target)
      walked += apart(line[i - 1]!, line[i++]!)
    const [a, b] = [line[i - 1]!, line[i]!]
    const t = (target - walked) / (apart(a, b) || 1)
    out.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t])
  }
  out.push(line.at(-1)!)
  return out
}

/** A curve through the points (centripetal Catmull-Rom; Barry and Goldman 1988), resampled at `step` metres. */
export function curve(points: Line, step: number): GroundPoint[] {
  if (points.length < 3) return resample(points, step)
  const fine: GroundPoint[] = [points[0]!]
  for (let i = 0; i + 1 < points.length; i++) {
    const [b, c] = [points[i]!, points[i + 1]!]
    const a = points[i - 1] ?? mirror(c, b)
    const d = points[i + 2] ?? mirror(b, c)
    const pieces = Math.max(1, Math.ceil(apart(b, c) / 8))
    for (let k = 1; k <= pieces; k++) fine.push(between(a, b, c, d, k / pieces))
  }
  return resample(fine, step)
}

/** The line moved sideways by `by` metres to its right (looking along it, north up), corners mitred. */
export function shifted(line: Line, by: number): GroundPoint[] {
  return line.map((p, i) => {
    const [nx, nz] = normal(line, i)
    return [p[0] + nx * by, p[1] + nz * by]
  })
}

/** Unit normal to the right of the line at its i-th point, lengthened at corners (never over 1.5). */
export function normal(line: Line, i: number): GroundPoint {
  const before = direction(line[Math.max(0, i - 1)]!, line[Math.max(1, i)]!)
  const after = direction(line[Math.min(line.length - 2, i)]!, line[Math.min(line.length - 1, i + 1)]!)
  const [x, z] = [-(before[1] + after[1]), before[0] + after[0]]
  const length = Math.hypot(x, z) || 1
  const stretch = Math.min(1.5, 2 / length)
  return [(x / length) * stretch, (z / length) * stretch]
}

/** Unit vector from a to b. */
export function direction(a: GroundPoint, b: GroundPoint): GroundPoint {
  const length = apart(a, b) || 1
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length]
}

/** Nearest point of a line: its distance, place, index of the segment's start, and part along it. */
export function nearest(
  line: Line,
  [x, z]: GroundPoint,
): { distance: number; at: GroundPoint; index: number; part: number } {
  let best = { distance: Infinity, at: line[0]!, index: 0, part: 0 }
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    const part = nearestPart(x, z, a, b)
    const at = pointAt(a, b, part)
    const distance = Math.hypot(x - at[0], z - at[1])
    if (distance < best.distance) best = { distance, at, index: i - 1, part }
  }
  return best
}

function mirror(of: GroundPoint, over: GroundPoint): GroundPoint {
  return [2 * over[0] - of[0], 2 * over[1] - of[1]]
}

function between(a: GroundPoint, b: GroundPoint, c: GroundPoint, d: GroundPoint, t: number): GroundPoint {
  const t1 = Math.sqrt(apart(a, b)) || 1e-3
  const t2 = t1 + (Math.sqrt(apart(b, c)) || 1e-3)
  const t3 = t2 + (Math.sqrt(apart(c, d)) || 1e-3)
  const u = t1 + (t2 - t1) * t
  const mix = (p: GroundPoint, q: GroundPoint, from: number, to: number): GroundPoint => {
    const w = (u - from) / (to - from)
    return [p[0] + (q[0] - p[0]) * w, p[1] + (q[1] - p[1]) * w]
  }
  const [p, q, r] = [mix(a, b, 0, t1), mix(b, c, t1, t2), mix(c, d, t2, t3)]
  const [s, v] = [mix(p, q, 0, t2), mix(q, r, t1, t3)]
  return mix(s, v, t1, t2)
}
