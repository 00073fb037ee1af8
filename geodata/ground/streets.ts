import type { GroundPoint } from '../../models/units.ts'
import { direction } from './line.ts'
import { SIDEWALK } from './network.ts'
import type { Arrangement, Edge } from './planar.ts'
import type { Road } from './roads.ts'

/** Edges of minor streets joined into streets that run on straight through their crossings. */
export function chainStreets({ nodes, edges }: Arrangement): Road[] {
  const around = new Map<number, Edge[]>()
  const streets = edges.filter(edge => edge.kind === 'street')
  for (const edge of streets)
    for (const node of [edge.from, edge.to]) around.set(node, [...(around.get(node) ?? []), edge])
  const used = new Set<Edge>()
  const other = (edge: Edge, node: number): number => (edge.from === node ? edge.to : edge.from)
  const grow = (edge: Edge, node: number): number[] => {
    const path: number[] = []
    for (let [last, at] = [edge, node]; ; ) {
      const u = direction(nodes[other(last, at)]!, nodes[at]!)
      const next = (around.get(at) ?? []).find(e => {
        if (used.has(e) || Math.abs(e.half - last.half) > 0.1) return false
        const v = direction(nodes[at]!, nodes[other(e, at)]!)
        return u[0] * v[0] + u[1] * v[1] > 0.97
      })
      if (!next) return path
      used.add(next)
      at = other(next, at)
      last = next
      path.push(at)
    }
  }
  const roads: Road[] = []
  for (const edge of streets) {
    if (used.has(edge)) continue
    used.add(edge)
    const chain = [...grow(edge, edge.from).reverse(), edge.from, edge.to, ...grow(edge, edge.to)]
    const width = edge.half * 2
    roads.push({
      id: `street-${roads.length + 1}`,
      class: 'street',
      centreline: chain.map((n): GroundPoint => nodes[n]!),
      width,
      lanes: width > 12.5 ? 4 : 2,
      median: false,
      sidewalk: width > 12.5 ? SIDEWALK.street : 0,
      provenance: 'synthetic',
    })
  }
  return roads
}
