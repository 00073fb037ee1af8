import type { GroundPoint } from '../../models/units.ts'
import { boxAbout, boxIndex } from '../plane/boxIndex.ts'
import { Cells } from '../plane/Cells.ts'
import { ringArea } from '../plane/ring.ts'
import { linesMeet, partAlong, segmentDistance } from '../plane/segment.ts'
import { apart } from './line.ts'

export type PieceKind = 'main' | 'street' | 'stream' | 'rail' | 'shore' | 'rim'

/** A straight piece of something that parts blocks. `half` is the width it takes to each side, metres. */
export interface Piece {
  readonly a: GroundPoint
  readonly b: GroundPoint
  readonly half: number
  readonly kind: PieceKind
  /** Index of its main road, -1 for none. */
  readonly road: number
}

/** An edge between two nodes of the arrangement. */
export interface Edge {
  readonly from: number
  readonly to: number
  readonly half: number
  readonly kind: PieceKind
  readonly road: number
}

export interface Arrangement {
  readonly nodes: readonly GroundPoint[]
  readonly edges: readonly Edge[]
}

/** A face of the arrangement: its corners in order and the edge that leaves each corner. */
export interface Face {
  readonly ring: readonly GroundPoint[]
  readonly edges: readonly Edge[]
}

const SNAP = 5

/** Cuts all pieces where they meet, snaps what lies within 5 m, and drops doubles and dead ends of streets. */
export function arrange(pieces: readonly Piece[]): Arrangement {
  const cuts = pieces.map((): number[] => [])
  eachPair(pieces, (i, j) => cut(pieces[i]!, pieces[j]!, cuts[i]!, cuts[j]!))
  const nodes: GroundPoint[] = []
  const cells = new Cells<number>(SNAP)
  const nodeOf = (p: GroundPoint): number => {
    let found = -1
    cells.visit(boxAbout(p, p, SNAP), n => {
      if (apart(nodes[n]!, p) < SNAP) found = n
      return found < 0
    })
    if (found >= 0) return found
    cells.add(boxAbout(p), nodes.length)
    nodes.push(p)
    return nodes.length - 1
  }
  const edges = new Map<number, Edge>()
  pieces.forEach((piece, i) => {
    const { a, b, half, kind, road } = piece
    const stops = [0, ...cuts[i]!.sort((s, t) => s - t), 1]
    let from = nodeOf(a)
    for (let k = 1; k < stops.length; k++) {
      const t = stops[k]!
      const to = nodeOf([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t])
      if (to === from) continue
      const key = Math.min(from, to) * 1_048_576 + Math.max(from, to)
      const old = edges.get(key)
      if (!old || old.half < half) edges.set(key, { from, to, half, kind, road })
      from = to
    }
  })
  return { nodes, edges: prune([...edges.values()], edge => edge.kind === 'street' || edge.kind === 'rim') }
}

/** Bounded faces, each with its corners counter-clockwise seen from above (positive ringArea). */
export function facesOf({ nodes, edges }: Arrangement): Face[] {
  const kept = prune([...edges], () => true)
  const around: { to: number; edge: Edge; angle: number }[][] = nodes.map(() => [])
  for (const edge of kept) {
    const [a, b] = [nodes[edge.from]!, nodes[edge.to]!]
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0])
    around[edge.from]!.push({ to: edge.to, edge, angle })
    around[edge.to]!.push({ to: edge.from, edge, angle: angle > 0 ? angle - Math.PI : angle + Math.PI })
  }
  for (const list of around) list.sort((a, b) => a.angle - b.angle)
  const seen = new Set<number>()
  const faces: Face[] = []
  for (let start = 0; start < nodes.length; start++)
    for (const first of around[start]!) {
      if (seen.has(start * 1_048_576 + first.to)) continue
      const walked: number[] = []
      const border: Edge[] = []
      let [at, out] = [start, first]
      for (let guard = 0; guard < 4000; guard++) {
        const key = at * 1_048_576 + out.to
        if (seen.has(key)) break
        seen.add(key)
        walked.push(at)
        border.push(out.edge)
        const back = around[out.to]!
        const index = back.findIndex(o => o.to === at && o.edge === out.edge)
        at = out.to
        out = back[(index + 1) % back.length]!
      }
      for (const face of loops(walked, border, nodes)) if (ringArea(face.ring) > 0) faces.push(face)
    }
  return faces
}

/** A walk that passes a node twice, parted there into walks that do not. */
function loops(walked: readonly number[], border: readonly Edge[], nodes: readonly GroundPoint[]): Face[] {
  const out: Face[] = []
  const path: { node: number; edge: Edge }[] = []
  walked.forEach((node, i) => {
    const from = path.findIndex(step => step.node === node)
    if (from >= 0) {
      const loop = path.splice(from)
      out.push({ ring: loop.map(l => nodes[l.node]!), edges: loop.map(l => l.edge) })
    }
    path.push({ node, edge: border[i]! })
  })
  if (path.length > 2) out.push({ ring: path.map(l => nodes[l.node]!), edges: path.map(l => l.edge) })
  return out
}

function prune(edges: Edge[], may: (edge: Edge) => boolean): Edge[] {
  for (;;) {
    const degree = new Map<number, number>()
    for (const { from, to } of edges) {
      degree.set(from, (degree.get(from) ?? 0) + 1)
      degree.set(to, (degree.get(to) ?? 0) + 1)
    }
    const kept = edges.filter(e => !may(e) || (degree.get(e.from)! > 1 && degree.get(e.to)! > 1))
    if (kept.length === edges.length) return kept
    edges = kept
  }
}

function eachPair(pieces: readonly Piece[], visit: (i: number, j: number) => void): void {
  const boxes = pieces.map(({ a, b }) => boxAbout(a, b, SNAP))
  const near = boxIndex(boxes)
  boxes.forEach((box, i) => {
    for (const j of near(box)) if (j < i) visit(j, i)
  })
}

function cut(p: Piece, q: Piece, onP: number[], onQ: number[]): void {
  const parts = linesMeet(p.a, p.b, q.a, q.b)
  if (parts?.every(t => t > 0 && t < 1)) {
    onP.push(parts[0])
    onQ.push(parts[1])
  }
  touch(p, q.a, onP)
  touch(p, q.b, onP)
  touch(q, p.a, onQ)
  touch(q, p.b, onQ)
}

/** Cuts the piece where a foreign end lies on it within the snapping distance. */
function touch({ a, b }: Piece, end: GroundPoint, on: number[]): void {
  const part = partAlong(...end, a, b)
  if (part > 0 && part < 1 && segmentDistance(...end, a, b) < SNAP) on.push(part)
}
