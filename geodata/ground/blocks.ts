import type { Zone } from '../../models/site.ts'
import type { GroundPoint } from '../../models/units.ts'
import { heightAt } from '../heights.ts'
import { inRing, ringArea } from '../plane/ring.ts'
import type { Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { inset } from './inset.ts'
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
const LARGEST = 6_000_000
/** From this size a block may hold a hill: only its flat part is built on, m². */
export const WIDE = 300_000
/** Part of a wide block that must be hill before all of it is left to the trees. */
const HILL_PART = 0.75
/** Part of a block that may read as water where the shore is known less well than the block. */
const WET_PART = 0.08
/** Part of a block that may be too steep to build on before it is left to the trees. */
const STEEP_PART = 0.3

/** Ground between roads that nobody builds on. */
export interface OpenLand {
  readonly ring: readonly GroundPoint[]
  readonly use: 'park' | 'farm' | 'wood'
  readonly subdistrict: number
}

/** Height from which open ground is wooded rather than farmed, metres above the sea. */
const TREES = 130

/** All blocks of the built-up areas, and the open land between them: parks, hills too steep to build on, farm plots. */
export function makeBlocks(
  sources: Sources,
  terrain: HeightField,
  network: Network,
): { blocks: Block[]; open: OpenLand[] } {
  const blocks: Block[] = []
  const open: OpenLand[] = []
  for (const face of facesOf(network.graph)) {
    const ring = inset(face.ring, face.edges.map(setback))
    if (!ring) continue
    const area = ringArea(ring)
    if (area < LEAST || area > LARGEST) continue
    const samples = samplesIn(ring)
    if (samples.filter(p => network.shore(p) <= 10).length > samples.length * WET_PART) continue
    const zone = commonest(samples.map(p => sources.zones.find(z => inRing(z.ring, ...p))?.kind))
    const hills = samples.filter(p => steep(terrain, p)).length / samples.length
    const hilly = hills > (area > WIDE ? HILL_PART : STEEP_PART)
    const middle = centre(ring)
    if (apart(middle, SQUARE.centre) < SQUARE.radius) continue
    const subdistrict = sources.subdistricts.findIndex(s => inRing(s.ring, ...middle))
    if (inPark(sources, middle)) open.push({ ring, use: 'park', subdistrict })
    else if (hilly || (!zone && (heightAt(terrain, ...middle) > TREES || rolling(terrain, samples))))
      open.push({ ring, use: 'wood', subdistrict })
    else if (!zone) open.push({ ring, use: 'farm', subdistrict })
    else blocks.push({ ring, zone, subdistrict })
  }
  return { blocks, open }
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
      if (inRing(ring, ...p)) out.push(p)
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

/** True where open ground is hilly enough to be a wooded hill between quarters rather than farm plots. */
function rolling(terrain: HeightField, samples: readonly GroundPoint[]): boolean {
  return samples.filter(p => slopeAt(terrain, p) > 0.07).length > samples.length * 0.35
}

const steep = (terrain: HeightField, p: GroundPoint): boolean => slopeAt(terrain, p) > 0.22

function slopeAt(terrain: HeightField, [x, z]: GroundPoint): number {
  const dx = heightAt(terrain, x + 15, z) - heightAt(terrain, x - 15, z)
  const dz = heightAt(terrain, x, z + 15) - heightAt(terrain, x, z - 15)
  return Math.hypot(dx, dz) / 30
}
