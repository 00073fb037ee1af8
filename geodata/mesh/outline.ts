import type { GroundPoint } from '../../models/units.ts'
import { ringArea } from '../plane/ring.ts'

export type Outline = readonly GroundPoint[]

/** Twice-checked orientation: the ring counter-clockwise seen from above (x east, z south). */
export function upright(ring: Outline): Outline {
  return ringArea(ring) >= 0 ? ring : ring.toReversed()
}

/** A rectangle counter-clockwise seen from above whose first edge is still the given first edge's line. */
export function uprightRectangle(ring: Outline): Outline {
  const [a, b, c, d] = ring
  return ringArea(ring) >= 0 ? ring : [b!, a!, d!, c!]
}

/** The ring with at most `most` corners: those are dropped first that carry the least area. */
export function simpler(ring: Outline, most: number): Outline {
  const left = [...ring]
  while (left.length > most) {
    let least = 0
    let smallest = Number.POSITIVE_INFINITY
    left.forEach((point, i) => {
      const before = left[(i + left.length - 1) % left.length]!
      const after = left[(i + 1) % left.length]!
      const size = Math.abs(ringArea([before, point, after]))
      if (size < smallest) {
        smallest = size
        least = i
      }
    })
    left.splice(least, 1)
  }
  return left
}

/** A regular polygon of n corners, counter-clockwise seen from above. */
export function circle([x, z]: GroundPoint, radius: number, n: number): Outline {
  return Array.from({ length: n }, (_, i) => {
    const angle = (2 * Math.PI * i) / n
    return [x + radius * Math.cos(angle), z - radius * Math.sin(angle)] as const
  })
}
