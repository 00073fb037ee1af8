import type { GroundPoint } from '../../models/units.ts'
import type { SourceRailway, SourceRoad, Sources } from '../sources.ts'
import { apart, curve, type Line, nearest } from './line.ts'
import { naturalGround } from './naturalGround.ts'
import { type Profile, profileOf } from './profile.ts'

/** A main road or railway as it is built: middle line every 20 m, its heights, and where it runs in a tunnel. */
export interface Way<S> extends Profile {
  readonly source: S
  readonly line: readonly GroundPoint[]
}

/** All main roads and railways, each meeting the ones before it at one height. */
export interface Ways {
  readonly roads: readonly Way<SourceRoad>[]
  readonly rails: readonly Way<SourceRailway>[]
}

/** Steepest part of the way; the design rules of Korea allow 4 to 8 % by speed (도로의 구조·시설 기준에 관한 규칙 제25조). */
const GRADE = { arterial: 0.055, collector: 0.06, rail: 0.02 } as const
/** Ways this near to each other meet. */
const MEETING = 16
/** Reach of a known tunnel to both sides of its line. */
const TUNNEL = 45

const known = new WeakMap<Sources, Ways>()

/** Lays all main roads and railways over the natural ground. */
export function layWays(sources: Sources): Ways {
  const ready = known.get(sources)
  if (ready) return ready
  const field = naturalGround(sources)
  const laid: Way<unknown>[] = []
  const inTunnel = ([x, z]: GroundPoint): boolean =>
    sources.tunnels.some(({ line }) => {
      const hit = nearest(line, [x, z])
      const last = hit.index === line.length - 2 && hit.part === 1
      return hit.distance < TUNNEL && !(hit.index === 0 && hit.part === 0) && !last
    })
  const lay = <S>(source: S, line: Line, grade: number): Way<S> => {
    const way = { source, line, ...profileOf(field, line, { grade, inTunnel, pins: pinsOf(line, laid) }) }
    laid.push(way)
    return way
  }
  const lines = sources.roads.map(road => curve(road.line, 20))
  const roads = sources.roads.map((road, i) =>
    lay(
      road,
      join(
        lines[i]!,
        lines.filter((_, j) => j !== i),
      ),
      GRADE[road.class],
    ),
  )
  ease(roads)
  laid.length = 0
  const rails = sources.railways.map(rail => lay(rail, curve(rail.line, 20), GRADE.rail))
  const ways = { roads, rails }
  known.set(sources, ways)
  return ways
}

/** Rounds of easing; grades have settled long before. */
const ROUNDS = 400

/** Evens out what is still too steep between meetings that lie close together, keeping the ways level with each other there. */
function ease(roads: readonly Way<SourceRoad>[]): void {
  const heights = roads.map(road => road.heights as number[])
  const ties = roads.flatMap((road, a) =>
    roads.slice(a + 1).flatMap((other, k) =>
      [...meetings(road.line, other)].map(([i, hit]) => ({
        a,
        i,
        b: a + 1 + k,
        j: hit.part < 0.5 ? hit.index : hit.index + 1,
      })),
    ),
  )
  for (let round = 0; round < ROUNDS; round++) {
    roads.forEach(({ line, source }, r) => {
      const own = heights[r]!
      for (let i = 1; i < own.length; i++) {
        const most = GRADE[source.class] * apart(line[i - 1]!, line[i]!)
        const over = Math.abs(own[i]! - own[i - 1]!) - most
        if (over <= 0) continue
        const move = (Math.sign(own[i]! - own[i - 1]!) * over) / 2
        own[i]! -= move
        own[i - 1]! += move
      }
    })
    for (const { a, i, b, j } of ties)
      heights[a]![i] = heights[b]![j] = (heights[a]![i]! + heights[b]![j]!) / 2
  }
}

/** Heights of the ways already laid where the line meets them above ground. */
function pinsOf(line: Line, laid: readonly Way<unknown>[]): Map<number, number> {
  const pins = new Map<number, number>()
  for (const way of laid)
    for (const [i, { index, part }] of meetings(line, way)) {
      const [a, b] = [way.heights[index]!, way.heights[index + 1]!]
      pins.set(i, a + (b - a) * part)
    }
  return pins
}

type Hit = ReturnType<typeof nearest>

/** Points of the line where it comes nearest to a way above ground and meets it, with the place on the way. */
function meetings(line: Line, way: Way<unknown>): Map<number, Hit> {
  const found = new Map<number, Hit>()
  let best: { i: number; hit: Hit } | undefined
  line.forEach((p, i) => {
    const hit = nearest(way.line, p)
    if (hit.distance >= MEETING) {
      if (best) found.set(best.i, best.hit)
      best = undefined
    } else if (!way.tunnel[hit.index] && (!best || hit.distance < best.hit.distance)) best = { i, hit }
  })
  if (best) found.set(best.i, best.hit)
  return found
}

/** Leads an end that stops within 90 m of another main road up to its middle. */
function join(line: Line, others: readonly Line[]): GroundPoint[] {
  const out = [...line]
  const lead = (end: GroundPoint): GroundPoint | undefined => {
    const hits = others.map(other => nearest(other, end)).filter(hit => hit.distance < 90)
    hits.sort((a, b) => a.distance - b.distance)
    return hits[0] && hits[0].distance > 2 ? hits[0].at : undefined
  }
  const first = lead(out[0]!)
  if (first) out.unshift(first)
  const last = lead(out.at(-1)!)
  if (last) out.push(last)
  return out
}

/** Stretches of a way above ground, as first and last point; shorter ones than three points are left out. */
export function openStretches(hidden: readonly boolean[]): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = []
  let from = -1
  for (let i = 0; i <= hidden.length; i++) {
    const open = i < hidden.length && !hidden[i]
    if (open && from < 0) from = i
    if (!open && from >= 0) {
      if (i - from > 2) out.push({ from, to: i - 1 })
      from = -1
    }
  }
  return out
}
