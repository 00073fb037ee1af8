import type { GroundPoint } from '../../models/units.ts'
import { apart } from '../ground/line.ts'
import { boxAbout, boxIndex } from '../plane/boxIndex.ts'

/** The main roads as a graph, to lead cables and buses along. */
export interface RoadGraph {
  /** Shortest way along the roads between the road points nearest to two places, both ends included. */
  way(from: GroundPoint, to: GroundPoint): GroundPoint[]
  /** Road point nearest to a place. */
  nearest(at: GroundPoint): GroundPoint
}

const STEP = 60
const JOIN = 45

/** A graph of lines; two lines are joined where they come within 45 m of each other. */
export function makeRoadGraph(lines: readonly (readonly GroundPoint[])[]): RoadGraph {
  const nodes: GroundPoint[] = []
  const line: number[] = []
  const links: { to: number; length: number }[][] = []
  const link = (a: number, b: number): void => {
    const length = apart(nodes[a]!, nodes[b]!)
    links[a]!.push({ to: b, length })
    links[b]!.push({ to: a, length })
  }
  lines.forEach((points, index) => {
    let walked = Infinity
    let last = -1
    points.forEach((point, i) => {
      if (i > 0) walked += apart(points[i - 1]!, point)
      if (walked < STEP && i < points.length - 1) return
      walked = 0
      nodes.push(point)
      line.push(index)
      links.push([])
      if (last >= 0) link(last, nodes.length - 1)
      last = nodes.length - 1
    })
  })
  const about = boxIndex(nodes.map(node => boxAbout(node)))
  nodes.forEach((node, i) => {
    for (const j of about(boxAbout(node, node, JOIN)))
      if (j > i && line[j] !== line[i] && apart(node, nodes[j]!) < JOIN) link(i, j)
  })
  const near = (at: GroundPoint): number => {
    let best = 0
    nodes.forEach((node, i) => {
      if (apart(node, at) < apart(nodes[best]!, at)) best = i
    })
    return best
  }
  return {
    nearest: at => nodes[near(at)]!,
    way(from, to) {
      const [start, end] = [near(from), near(to)]
      const from_ = shortest(links, start, end)
      return from_.length > 0 ? from_.map(i => nodes[i]!) : [nodes[start]!, nodes[end]!]
    },
  }
}

/** Dijkstra over the links; empty when there is no way. */
function shortest(links: readonly { to: number; length: number }[][], start: number, end: number): number[] {
  const far = new Float64Array(links.length).fill(Infinity)
  const before = new Int32Array(links.length).fill(-1)
  const done = new Uint8Array(links.length)
  const open = new Set([start])
  far[start] = 0
  while (open.size > 0) {
    let at = -1
    for (const node of open) if (at < 0 || far[node]! < far[at]!) at = node
    open.delete(at)
    if (at === end) break
    done[at] = 1
    for (const { to, length } of links[at]!) {
      if (done[to] || far[at]! + length >= far[to]!) continue
      far[to] = far[at]! + length
      before[to] = at
      open.add(to)
    }
  }
  if (far[end] === Infinity) return []
  const path = [end]
  while (path[0] !== start) path.unshift(before[path[0]!]!)
  return path
}
