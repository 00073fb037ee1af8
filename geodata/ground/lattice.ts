import type { Zone } from '../../models/site.ts'
import type { GroundPoint } from '../../models/units.ts'
import { heightAt } from '../heights.ts'
import { boxAbout, boxIndex } from '../plane/boxIndex.ts'
import { inRing } from '../plane/ring.ts'
import { pointAt } from '../plane/segment.ts'
import type { Sources, SourceZone } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { apart, direction, resample } from './line.ts'
import type { MainRoad } from './mainRoads.ts'
import { SQUARE } from './mainRoads.ts'
import { seeded, waves } from './noise.ts'
import type { Piece } from './planar.ts'

/** Fall over length that a street does not climb. */
const STEEP = 0.2
/** Metres from kerb to kerb within which a line runs beside a main road. */
const BESIDE = 62
/** Rise between two looks, 30 m apart, that levelling evens out. */
const EVENED = 6.5
/** Part of the grid's edges that were never built: superblocks of apartments, large plants. */
const MISSING: Record<Zone, number> = { industry: 0.16, port: 0.2, city: 0.08, housing: 0.2, masan: 0.16 }
/** 진해, grown like 마산 without a plan. */
const SMALL_TOWN = 'z18'

/**
 * Minor streets of every built-up area: the edges of its turned grid that lie on gentle land and do not double a
 * main road, and a street along the border of two areas.
 */
export function layLattice(
  sources: Sources,
  terrain: HeightField,
  main: readonly MainRoad[],
  onLand: (p: GroundPoint) => boolean,
): Piece[] {
  const doubles = parallelTest(main)
  const pieces: Piece[] = []
  for (const zone of sources.zones) {
    const others = sources.zones.filter(z => z !== zone)
    const width = zone.street
    const random = seeded(zone.turn * 1000 + zone.ring.length)
    const bend = zone.kind === 'masan' || zone.id === SMALL_TOWN ? 55 : 0
    for (const [from, to] of gridEdges(zone, bend)) {
      if (random() < MISSING[zone.kind]) continue
      const [a, b] = trimmed(zone, others, from, to)
      if (apart(a, b) < 12) continue
      const middle: GroundPoint = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
      if (![a, middle, b].some(p => inRing(zone.ring, ...p))) continue
      if (!passable(terrain, a, b, onLand) || doubles(a, b, width)) continue
      if (Math.min(apart(a, SQUARE.centre), apart(b, SQUARE.centre), apart(middle, SQUARE.centre)) < 150)
        continue
      pieces.push({ a, b, half: width / 2, kind: 'street', road: -1 })
    }
    zone.ring.forEach((corner, i) => {
      const next = zone.ring[(i + 1) % zone.ring.length]!
      const steps = resample([corner, next], 60)
      for (let k = 1; k < steps.length; k++) {
        const [a, b] = [steps[k - 1]!, steps[k]!]
        if (doubles(a, b, 40)) continue
        const seam =
          passable(terrain, a, b, onLand) && others.some(z => inRing(z.ring, ...outside(zone, a, b)))
        if (seam) pieces.push({ a, b, half: 6, kind: 'street', road: -1 })
        else pieces.push({ a, b, half: 1, kind: 'rim', road: -1 })
      }
    })
  }
  return pieces
}

function gridEdges(zone: SourceZone, bend: number): (readonly [GroundPoint, GroundPoint])[] {
  const turn = (zone.turn * Math.PI) / 180
  const [ux, uz] = [Math.cos(turn), Math.sin(turn)]
  const us = zone.ring.map(([x, z]) => x * ux + z * uz)
  const vs = zone.ring.map(([x, z]) => -x * uz + z * ux)
  const [du, dv] = zone.block
  const sway = waves(811, 1500, 2)
  const at = (i: number, j: number): GroundPoint => {
    const [x, z] = [i * du * ux - j * dv * uz, i * du * uz + j * dv * ux]
    return [x + bend * sway(x, z), z + bend * sway(z + 5000, x)]
  }
  const edges: (readonly [GroundPoint, GroundPoint])[] = []
  for (let i = Math.floor(Math.min(...us) / du); i * du <= Math.max(...us); i++)
    for (let j = Math.floor(Math.min(...vs) / dv); j * dv <= Math.max(...vs); j++) {
      edges.push([at(i, j), at(i + 1, j)])
      edges.push([at(i, j), at(i, j + 1)])
    }
  return edges
}

/** The edge cut short just past the border where it leaves its area for another one. */
function trimmed(
  zone: SourceZone,
  others: readonly SourceZone[],
  a: GroundPoint,
  b: GroundPoint,
): readonly [GroundPoint, GroundPoint] {
  const foreign = (p: GroundPoint): boolean =>
    !inRing(zone.ring, ...p) && others.some(z => inRing(z.ring, ...p))
  const cut = (from: GroundPoint, to: GroundPoint): GroundPoint => {
    if (!foreign(to)) return to
    let [low, high] = [0, 1]
    for (let k = 0; k < 10; k++) {
      const t = (low + high) / 2
      if (inRing(zone.ring, ...pointAt(from, to, t))) low = t
      else high = t
    }
    const t = Math.min(1, high + 3 / (apart(from, to) || 1))
    return pointAt(from, to, t)
  }
  if (foreign(a) && foreign(b)) return [a, a]
  return [cut(b, a), cut(a, b)]
}

/** A point 30 m outside the border of an area, whose ring is walked either way. */
function outside(zone: SourceZone, a: GroundPoint, b: GroundPoint): GroundPoint {
  const [ux, uz] = direction(a, b)
  const [x, z] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const left: GroundPoint = [x + uz * 30, z - ux * 30]
  return inRing(zone.ring, ...left) ? [x - uz * 30, z + ux * 30] : left
}

function passable(
  terrain: HeightField,
  a: GroundPoint,
  b: GroundPoint,
  onLand: (p: GroundPoint) => boolean,
): boolean {
  const points = resample([a, b], 30)
  if (!points.every(onLand)) return false
  for (let i = 1; i < points.length; i++) {
    const [p, q] = [points[i - 1]!, points[i]!]
    const rise = Math.abs(heightAt(terrain, p[0], p[1]) - heightAt(terrain, q[0], q[1]))
    if (rise > Math.max(EVENED, STEEP * apart(p, q))) return false
  }
  return true
}

/** True where a line would run beside a main road instead of off it. */
function parallelTest(main: readonly MainRoad[]): (a: GroundPoint, b: GroundPoint, width: number) => boolean {
  const pieces = main.flatMap(({ line, source }) =>
    line.slice(1).map((d, i) => ({ c: line[i]!, d, half: source.width / 2 })),
  )
  const widest = Math.max(0, ...pieces.map(({ half }) => half))
  const near = boxIndex(pieces.map(({ c }) => boxAbout(c)))
  return (a, b, width) => {
    const along = direction(a, b)
    let beside = 0
    const points = resample([a, b], 25)
    for (const p of points) {
      const hit = near(boxAbout(p, p, widest + width / 2 + BESIDE)).some(i => {
        const { c, d, half } = pieces[i]!
        const way = direction(c, d)
        const close = apart(p, c) < half + width / 2 + BESIDE
        return close && Math.abs(along[0] * way[0] + along[1] * way[1]) > 0.8
      })
      if (hit) beside++
    }
    return beside > points.length * 0.4
  }
}
