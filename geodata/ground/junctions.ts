import type { GroundPoint } from '../../models/units.ts'
import { boxAbout, boxIndex } from '../plane/boxIndex.ts'
import { direction, nearest } from './line.ts'
import type { Arrangement } from './planar.ts'
import type { Road } from './roads.ts'

/** A crossing seen from one road: where along it, and how far the others reach to each side. */
export interface Junction {
  readonly along: number
  /** Half width of the widest arm to the left and to the right, 0 for none; measured along the road. */
  readonly left: number
  readonly right: number
  /** True when a main road takes part besides this one. */
  readonly major: boolean
}

/** Metres within which a node lies on a centreline. */
const ON = 4

/** Crossings of each road in the order of its course, from the nodes of the plane graph. */
export function findJunctions({ nodes, edges }: Arrangement, roads: readonly Road[]): Junction[][] {
  const arms: { to: GroundPoint; half: number; main: boolean }[][] = nodes.map(() => [])
  for (const { from, to, half, kind } of edges) {
    if (kind !== 'main' && kind !== 'street') continue
    arms[from]!.push({ to: nodes[to]!, half, main: kind === 'main' })
    arms[to]!.push({ to: nodes[from]!, half, main: kind === 'main' })
  }
  const meeting = nodes.flatMap((_, n) => (arms[n]!.length < 3 ? [] : [n]))
  const near = boxIndex(meeting.map(n => boxAbout(nodes[n]!)))
  return roads.map(({ centreline }) => {
    const found: Junction[] = []
    const beside = new Set(
      centreline.slice(1).flatMap((b, i) => near(boxAbout(centreline[i]!, b, ON)).map(k => meeting[k]!)),
    )
    for (const n of beside) {
      const hit = nearest(centreline, nodes[n]!)
      if (hit.distance > ON) continue
      const [a, b] = [centreline[hit.index]!, centreline[hit.index + 1]!]
      const u = direction(a, b)
      let [left, right, major] = [0, 0, false]
      for (const { to, half, main } of arms[n]!) {
        const v = direction(nodes[n]!, to)
        const across = u[0] * v[1] - u[1] * v[0]
        if (Math.abs(across) < 0.35) continue
        if (across > 0) right = Math.max(right, half / Math.abs(across))
        else left = Math.max(left, half / Math.abs(across))
        major ||= main
      }
      if (left + right === 0) continue
      let s = 0
      for (let i = 1; i <= hit.index; i++)
        s += Math.hypot(centreline[i]![0] - centreline[i - 1]![0], centreline[i]![1] - centreline[i - 1]![1])
      s += hit.part * Math.hypot(b[0] - a[0], b[1] - a[1])
      found.push({ along: s, left, right, major })
    }
    return found.sort((p, q) => p.along - q.along)
  })
}

/** Stretches of a course of the given length that keep clear of its crossings by `gap` (0 or less: not cut). */
export function between(
  junctions: readonly Junction[],
  length: number,
  gap: (junction: Junction) => number,
): { from: number; to: number; start?: Junction; end?: Junction }[] {
  const out: { from: number; to: number; start?: Junction; end?: Junction }[] = []
  let [from, start]: [number, Junction | undefined] = [0, undefined]
  for (const junction of junctions) {
    const clear = gap(junction)
    if (clear <= 0) continue
    const to = junction.along - clear
    if (to > from) out.push({ from, to, ...(start && { start }), end: junction })
    if (junction.along + clear > from) [from, start] = [junction.along + clear, junction]
  }
  if (length > from) out.push({ from, to: length, ...(start && { start }) })
  return out
}
