import type { GroundPoint } from '../../models/units.ts'
import { heightAt } from '../heights.ts'
import type { Sources, Zone } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { areaOf, inset, inside } from './inset.ts'
import { apart } from './line.ts'
import { SQUARE } from './mainRoads.ts'
import { type Network, SIDEWALK } from './network.ts'
import { type Edge, facesOf } from './planar.ts'

/** Buildable ground between streets, back from their sidewalks, the water and the rails; counter-clockwise, north up. */
export interface Block {
  readonly ring: readonly GroundPoint[]
  readonly zone: Zone
  /** Index into Sources.subdistricts, -1 outside the complex. */
  readonly subdistrict: number
}

const LEAST = 900
const LARGEST = 900_000
/** Part of a block that may be too steep to build on before it is left to the trees. */
const STEEP_PART = 0.22

/** All blocks of the built-up areas, large parks, the rotary and steep ground left out. */
export function makeBlocks(sources: Sources, terrain: HeightField, network: Network): Block[] {
  const blocks: Block[] = []
  for (const face of facesOf(network.graph)) {
    const ring = inset(face.ring, face.edges.map(setback))
    if (!ring) continue
    const area = areaOf(ring)
    if (area < LEAST || area > LARGEST) continue
    const samples = samplesIn(ring)
    const zone = commonest(samples.map(p => sources.zones.find(z => inside(z.ring, p))?.kind))
    if (!zone || samples.filter(p => network.shore(p) > 10).length < samples.length) continue
    if (samples.filter(p => steep(terrain, p)).length > samples.length * STEEP_PART) continue
    const middle = centre(ring)
    if (apart(middle, SQUARE.centre) < SQUARE.radius || inPark(sources, middle)) continue
    const subdistrict = sources.subdistricts.findIndex(s => inside(s.ring, middle))
    blocks.push({ ring, zone, subdistrict })
  }
  return blocks
}

/** True in the flat middle of one of the large parks (parks of over 4 ha, as a disc of their area). */
export function inPark(sources: Sources, p: GroundPoint): boolean {
  return sources.parks.some(
    park =>
      park.area > 40_000 && park.area < 700_000 && apart(park.at, p) < Math.sqrt(park.area / Math.PI) * 0.92,
  )
}

function setback(edge: Edge): number {
  if (edge.kind === 'main') return edge.half + SIDEWALK.main
  return edge.kind === 'street' ? edge.half + SIDEWALK.street : edge.half
}

function samplesIn(ring: readonly GroundPoint[]): GroundPoint[] {
  const xs = ring.map(p => p[0])
  const zs = ring.map(p => p[1])
  const [x0, x1, z0, z1] = [Math.min(...xs), Math.max(...xs), Math.min(...zs), Math.max(...zs)]
  const out: GroundPoint[] = []
  for (let i = 0; i < 9; i++)
    for (let j = 0; j < 9; j++) {
      const p: GroundPoint = [x0 + ((x1 - x0) * (i + 0.5)) / 9, z0 + ((z1 - z0) * (j + 0.5)) / 9]
      if (inside(ring, p)) out.push(p)
    }
  return out.length > 0 ? out : [centre(ring)]
}

function centre(ring: readonly GroundPoint[]): GroundPoint {
  const sum = ring.reduce<GroundPoint>((s, p) => [s[0] + p[0], s[1] + p[1]], [0, 0])
  return [sum[0] / ring.length, sum[1] / ring.length]
}

function commonest<T>(list: readonly (T | undefined)[]): T | undefined {
  const counts = new Map<T | undefined, number>()
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

function steep(terrain: HeightField, [x, z]: GroundPoint): boolean {
  const dx = heightAt(terrain, x + 15, z) - heightAt(terrain, x - 15, z)
  const dz = heightAt(terrain, x, z + 15) - heightAt(terrain, x, z - 15)
  return Math.hypot(dx, dz) / 30 > 0.16
}
