import type { GroundPoint } from '../../models/units.ts'
import { toGround } from '../projection.ts'
import type { SourceRoad, Sources } from '../sources.ts'
import { apart, type Line } from './line.ts'
import { layWays, openStretches } from './ways.ts'

/** 창원광장, the rotary where 중앙대로 and 원이대로 meet (site s111; its size measured on public maps, about 210 m). */
export const SQUARE = { centre: toGround([128.6812, 35.2272]), radius: 100, width: 26 } as const

/** A stretch of main road above ground: middle line every 20 m and the height of the surface there. */
export interface MainRoad {
  readonly source: SourceRoad
  readonly line: readonly GroundPoint[]
  readonly heights: readonly number[]
}

/** Main roads above ground, cut at tunnels and led to the rotary. */
export function layMainRoads(sources: Sources): MainRoad[] {
  return layWays(sources).roads.flatMap(({ source, line, heights, tunnel }) => {
    const hidden = line.map((p, k) => tunnel[k]! || apart(p, SQUARE.centre) < SQUARE.radius - 1)
    return openStretches(hidden).map(({ from, to }) => ({
      source,
      ...toSquare(line.slice(from, to + 1), heights.slice(from, to + 1)),
    }))
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
