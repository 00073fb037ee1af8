import earcut from 'earcut'
import { heightAt } from '../heights.ts'
import type { Mesh } from '../mesh/Mesh.ts'
import type { Paint } from '../paint.ts'
import type { Drape, HeightField, World } from '../world.ts'

/** One triangle of a flat thing, corners counter-clockwise seen from above. */
export interface FlatTriangle {
  readonly corners: readonly [Corner, Corner, Corner]
  readonly paint: Paint
  /** -1 for none. */
  readonly feature: number
}
type Corner = readonly [x: number, y: number, z: number]

/** Longest edge of a draped triangle, metres: short enough to follow the ground. */
const LONGEST = 36
/** Drapes lie this much higher than their own lift, above what simplifying the ground may add. */
const CLEARANCE = 0.12
/** Lifts are spread so that 16-bit positions keep their order. */
const SPREAD = 1.6

/** Triangles of a drape, laid on the ground or at its deck. */
export function drapeTriangles(drape: Drape, terrain: HeightField): FlatTriangle[] {
  const { paint, feature = -1, deck } = drape
  const rise = CLEARANCE + drape.lift * SPREAD
  if (deck)
    return cut(drape.ring, drape.holes).map(t =>
      flat(t, i => deck[i] ?? deck.at(-1) ?? 0, drape, paint, feature),
    )
  const laid: FlatTriangle[] = []
  for (const triangle of cut(drape.ring, drape.holes)) {
    const [a, b, c] = triangle.map(i => cornerOf(drape, i)) as [Flat, Flat, Flat]
    split(a, b, c, (p, q, r) => {
      const up = ([x, z]: Flat): Corner => [x, heightAt(terrain, x, z) + rise, z]
      laid.push({ corners: [up(p), up(q), up(r)], paint, feature })
    })
  }
  return laid
}

/** Triangles of a water surface at its level. */
export function waterTriangles(water: World['waters'][number], paint: Paint): FlatTriangle[] {
  const { level } = water
  const at = (i: number): number => (typeof level === 'number' ? level : (level[i] ?? level.at(-1) ?? 0))
  return cut(water.ring, water.holes).map(t => flat(t, at, water, paint, -1))
}

/** Add triangles to a mesh with one upward normal each. */
export function addFlat(mesh: Mesh, triangles: readonly FlatTriangle[]): void {
  for (const { corners, paint, feature } of triangles) {
    mesh.feature = Math.max(0, feature)
    const first = mesh.vertices
    for (const [x, y, z] of corners) mesh.vertex(x, y, z, 0, 1, 0, paint)
    mesh.triangle(first, first + 1, first + 2)
  }
}

type Flat = readonly [x: number, z: number]
type Ringed = Pick<Drape, 'ring' | 'holes'>

/** Corner i of ring and holes, counted through. */
function cornerOf({ ring, holes = [] }: Ringed, i: number): Flat {
  if (i < ring.length) return ring[i]!
  let left = i - ring.length
  for (const hole of holes) {
    if (left < hole.length) return hole[left]!
    left -= hole.length
  }
  return ring[0]!
}

/** earcut's triangles as corner numbers, each turned to face up. */
function cut(ring: Drape['ring'], holes: Drape['holes'] = []): [number, number, number][] {
  const starts: number[] = []
  let corners = ring.length
  for (const hole of holes) {
    starts.push(corners)
    corners += hole.length
  }
  const triangles = earcut([ring, ...holes].flat(2), starts)
  const out: [number, number, number][] = []
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!]
    const [p, q, r] = [a, b, c].map(i => cornerOf({ ring, holes }, i)) as [Flat, Flat, Flat]
    const down = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]) > 0
    out.push(down ? [a, c, b] : [a, b, c])
  }
  return out
}

function flat(
  triangle: readonly number[],
  height: (i: number) => number,
  from: Ringed,
  paint: Paint,
  feature: number,
): FlatTriangle {
  const corners = triangle.map((i): Corner => {
    const [x, z] = cornerOf(from, i)
    return [x, height(i), z]
  }) as unknown as FlatTriangle['corners']
  return { corners, paint, feature }
}

/** Halve the longest edge until all are short; neighbours halve alike, so no gaps open. */
function split(a: Flat, b: Flat, c: Flat, take: (a: Flat, b: Flat, c: Flat) => void): void {
  const [ab, bc, ca] = [length(a, b), length(b, c), length(c, a)]
  const longest = Math.max(ab, bc, ca)
  if (longest <= LONGEST) {
    take(a, b, c)
    return
  }
  if (ab === longest) {
    const m = middle(a, b)
    split(a, m, c, take)
    split(m, b, c, take)
  } else if (bc === longest) {
    const m = middle(b, c)
    split(a, b, m, take)
    split(a, m, c, take)
  } else {
    const m = middle(c, a)
    split(a, b, m, take)
    split(m, b, c, take)
  }
}

function length(p: Flat, q: Flat): number {
  return Math.hypot(p[0] - q[0], p[1] - q[1])
}

function middle(p: Flat, q: Flat): Flat {
  return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]
}
