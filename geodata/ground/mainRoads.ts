import type { GroundPoint } from '../../models/units.ts'
import { toGround } from '../projection.ts'
import type { SourceRoad, Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { apart, curve, type Line, nearest } from './line.ts'
import { profileOf } from './profile.ts'

/** 창원광장, the rotary where 중앙대로 and 원이대로 meet (site s111; its size measured on public maps, about 210 m). */
export const SQUARE = { centre: toGround([128.6812, 35.2272]), radius: 100, width: 26 } as const

/** A stretch of main road above ground: middle line every 20 m and the height of the surface there. */
export interface MainRoad {
  readonly source: SourceRoad
  readonly line: readonly GroundPoint[]
  readonly heights: readonly number[]
}

/** Main roads as smooth curves, led into each other where they end close by, cut at tunnels and at the rotary. */
export function layMainRoads(sources: Sources, terrain: HeightField): MainRoad[] {
  const lines = sources.roads.map(road => curve(road.line, 20))
  const joined = lines.map((line, i) =>
    join(
      line,
      lines.filter((_, j) => j !== i),
    ),
  )
  return sources.roads.flatMap((source, i) => {
    const line = joined[i]!
    const { heights, tunnel } = profileOf(terrain, line, source.class === 'arterial' ? 0.05 : 0.06)
    const hidden = line.map((p, k) => tunnel[k]! || apart(p, SQUARE.centre) < SQUARE.radius - 1)
    return stretches(line, hidden).map(({ from, to }) => {
      const part = line.slice(from, to + 1)
      const levels = heights.slice(from, to + 1)
      return { source, ...toSquare(part, levels) }
    })
  })
}

/** The rotary as a closed line. */
export function squareLine(): GroundPoint[] {
  const { centre, radius } = SQUARE
  return Array.from({ length: 33 }, (_, k): GroundPoint => {
    const turn = (2 * Math.PI * (k % 32)) / 32
    return [centre[0] + radius * Math.cos(turn), centre[1] + radius * Math.sin(turn)]
  })
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

function stretches(line: Line, hidden: readonly boolean[]): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = []
  let from = -1
  for (let i = 0; i <= line.length; i++) {
    const open = i < line.length && !hidden[i]
    if (open && from < 0) from = i
    if (!open && from >= 0) {
      if (i - from > 2) out.push({ from, to: i - 1 })
      from = -1
    }
  }
  return out
}

function toSquare(line: Line, heights: readonly number[]): { line: GroundPoint[]; heights: number[] } {
  const [points, levels] = [[...line], [...heights]]
  const touch = (end: GroundPoint): GroundPoint | undefined => {
    const d = apart(end, SQUARE.centre)
    if (d > SQUARE.radius + 25) return undefined
    const { centre, radius } = SQUARE
    return [centre[0] + ((end[0] - centre[0]) / d) * radius, centre[1] + ((end[1] - centre[1]) / d) * radius]
  }
  const first = touch(points[0]!)
  if (first) {
    points.unshift(first)
    levels.unshift(levels[0]!)
  }
  const last = touch(points.at(-1)!)
  if (last) {
    points.push(last)
    levels.push(levels.at(-1)!)
  }
  return { line: points, heights: levels }
}
