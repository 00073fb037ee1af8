import type { Provenance } from '../../models/asset.ts'
import type { Names } from '../../models/units.ts'
import { heightAt } from '../heights.ts'
import { inRing, type Ring, ringBox } from '../plane/ring.ts'
import type { Building, Drape, HeightField, Part, Use } from '../world.ts'

/** A building before it stands: its heights count from its floor, and base 0 means down to the ground. */
export interface Draft {
  readonly use: Use
  readonly ring: Ring
  readonly parts: readonly Part[]
  readonly provenance?: Provenance
  readonly name?: Names
  readonly place?: string
  /** Key from its source, `register:id`. */
  readonly source?: string
  /** Flat things that belong to it; the first carries its feature id. */
  readonly drapes?: readonly Drape[]
  /** Gap to others in metres where the usual is not wanted. */
  readonly gap?: number
}

/** Metres that walls reach below the lowest ground. */
const FOOTING = 1.5

/** Lowest and highest ground under a ring, metres above the sea, sampled every few metres. */
export function groundUnder(field: HeightField, ring: Ring): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity]
  const take = (x: number, z: number): void => {
    const y = heightAt(field, x, z)
    if (y < low) low = y
    if (y > high) high = y
  }
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[j]!, ring[i]!]
    const steps = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 10)
    for (let k = 0; k < steps; k++)
      take(a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps)
  }
  const [minX, minZ, maxX, maxZ] = ringBox(ring)
  for (let x = minX + 8; x < maxX; x += 16)
    for (let z = minZ + 8; z < maxZ; z += 16) if (inRing(ring, x, z)) take(x, z)
  return [low, high]
}

/** Stands a draft on the ground: its floor at the highest ground under it, its walls into the lowest. */
export function stand(
  draft: Draft,
  [low, high]: readonly [number, number],
  block: number,
  subdistrict: number,
): Building {
  const parts = draft.parts.map(part => lift(part, high, low - FOOTING))
  return {
    use: draft.use,
    ring: draft.ring,
    base: low - FOOTING,
    top: Math.max(high + 0.1, ...parts.map(topOf)),
    parts,
    provenance: draft.provenance ?? 'synthetic',
    block,
    subdistrict,
    ...(draft.name && { name: draft.name }),
    ...(draft.place && { place: draft.place }),
    ...(draft.source && { source: draft.source }),
  }
}

function lift(part: Part, floor: number, footing: number): Part {
  const base = (from: number): number => (from <= 0 ? footing : floor + from)
  switch (part.shape) {
    case 'prism':
    case 'cylinder':
      return { ...part, base: base(part.base), top: part.top + floor }
    case 'sphere':
      return { ...part, base: part.base + floor }
    case 'beam':
      return {
        ...part,
        from: [part.from[0], part.from[1] + floor, part.from[2]],
        to: [part.to[0], part.to[1] + floor, part.to[2]],
      }
    default:
      return { ...part, base: base(part.base), top: part.top + floor, ridge: part.ridge + floor }
  }
}

/** Highest point of a part, metres above the sea. */
export function topOf(part: Part): number {
  switch (part.shape) {
    case 'prism':
      return part.top
    case 'cylinder':
      return part.top + (part.dome ? part.radius * (part.taper ?? 1) : 0)
    case 'sphere':
      return part.base + 2 * part.radius
    case 'beam':
      return Math.max(part.from[1], part.to[1]) + part.width / 2
    default:
      return Math.max(part.top, part.ridge)
  }
}
