import type { GroundPoint } from '../../models/units.ts'
import { ringArea } from '../plane/ring.ts'
import { linesMeet, pointAt, segmentsCross } from '../plane/segment.ts'
import { apart, direction } from './line.ts'

interface Side {
  readonly a: GroundPoint
  readonly b: GroundPoint
  readonly by: number
}

/**
 * The ring (counter-clockwise, north up) moved inwards, each side by its own distance in metres. Sides that
 * vanish are dropped and their neighbours prolonged; a ragged ring is smoothed step by step, and moved in by as
 * much more. Undefined when nothing sound is left.
 */
export function inset(
  ring: readonly GroundPoint[],
  by: readonly number[],
): readonly GroundPoint[] | undefined {
  for (const loose of [1.2, 4, 9, 16]) {
    const found = moveIn(straighten(sidesOf(ring, by), loose), loose - 1.2)
    if (found) return found
  }
  return undefined
}

function sidesOf(ring: readonly GroundPoint[], by: readonly number[]): Side[] {
  return ring.map((a, i) => ({ a, b: ring[(i + 1) % ring.length]!, by: by[i]! }))
}

function moveIn(from: readonly Side[], more: number): readonly GroundPoint[] | undefined {
  let sides = from.map(side => ({ ...side, by: side.by + more }))
  for (let round = 0; round < 80 && sides.length >= 3; round++) {
    const corners = sides.map((side, i) => corner(sides[(i + sides.length - 1) % sides.length]!, side))
    let turned = -1
    for (const [i, side] of sides.entries()) {
      const [p, q] = [corners[i]!, corners[(i + 1) % sides.length]!]
      const along = (q[0] - p[0]) * (side.b[0] - side.a[0]) + (q[1] - p[1]) * (side.b[1] - side.a[1])
      if (along <= 0 && (turned < 0 || apart(side.a, side.b) < apart(sides[turned]!.a, sides[turned]!.b)))
        turned = i
    }
    if (turned < 0) return untangle(corners)
    sides = sides.filter((_, i) => i !== turned)
  }
  return undefined
}

/** Joins sides that run on straight within `loose` metres, at the greater of their distances. */
function straighten(sides: readonly Side[], loose: number): Side[] {
  const out: Side[] = []
  for (const side of sides) {
    const last = out.at(-1)
    if (last && Math.abs(last.by - side.by) < 2 * loose) {
      const u = direction(last.a, side.b)
      const off = Math.abs((last.b[0] - last.a[0]) * u[1] - (last.b[1] - last.a[1]) * u[0])
      if (off < loose) {
        out[out.length - 1] = { a: last.a, b: side.b, by: Math.max(last.by, side.by) }
        continue
      }
    }
    out.push(side)
  }
  return out
}

function corner(before: Side, after: Side): GroundPoint {
  const u = direction(before.a, before.b)
  const v = direction(after.a, after.b)
  const p: GroundPoint = [before.b[0] + u[1] * before.by, before.b[1] - u[0] * before.by]
  const q: GroundPoint = [after.a[0] + v[1] * after.by, after.a[1] - v[0] * after.by]
  const cross = u[0] * v[1] - u[1] * v[0]
  if (Math.abs(cross) < 0.06) return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]
  const t = ((q[0] - p[0]) * v[1] - (q[1] - p[1]) * v[0]) / cross
  return [p[0] + u[0] * t, p[1] + u[1] * t]
}

/** The largest loop of a ring that crosses itself; undefined when it is too small to use. */
function untangle(ring: readonly GroundPoint[]): readonly GroundPoint[] | undefined {
  for (let round = 0; round < 8; round++) {
    const crossing = firstCrossing(ring)
    if (!crossing) return ringArea(ring) < 300 ? undefined : ring
    const [i, j, at] = crossing
    const inner = [at, ...ring.slice(i + 1, j + 1)]
    const outer = [...ring.slice(0, i + 1), at, ...ring.slice(j + 1)]
    ring = ringArea(inner) > ringArea(outer) ? inner : outer
  }
  return undefined
}

function firstCrossing(ring: readonly GroundPoint[]): readonly [number, number, GroundPoint] | undefined {
  for (let i = 0; i < ring.length; i++)
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 0 && j === ring.length - 1) continue
      const [a, b, c, d] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[(j + 1) % ring.length]!]
      if (!segmentsCross(a, b, c, d)) continue
      const [part] = linesMeet(a, b, c, d) ?? [0]
      return [i, j, pointAt(a, b, part)]
    }
  return undefined
}
