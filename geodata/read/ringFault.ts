import { area, kinks, polygon } from '@turf/turf'
import type { LonLat } from '../../models/units.ts'

/** Square metres below which an outline covers nothing. */
const NOTHING = 0.1
/** Degrees between corners that are one: a tenth of a millimetre. */
const SAME = 1e-9

/** What is wrong with an outline in degrees and its remedy, or null: too few corners, kinks, no area. */
export function ringFault(ring: readonly LonLat[]): [fault: string, remedy: string] | null {
  const open = ring.filter((at, i) => !same(at, ring[(i + ring.length - 1) % ring.length]!))
  if (open.length < 3) return [`a ring has ${open.length} corners`, 'give it at least three']
  const outline = polygon([[...open, open[0]!].map(at => [...at])])
  const [kink] = kinks(outline).features
  if (kink)
    return [
      `its outline crosses itself near ${kink.geometry.coordinates.map(v => v.toFixed(5)).join(', ')}`,
      'redraw it without crossing (a buffer of 0 in QGIS does)',
    ]
  return area(outline) < NOTHING ? ['its outline covers no ground', 'remove it or draw it anew'] : null
}

function same(a: LonLat, b: LonLat): boolean {
  return Math.abs(a[0] - b[0]) < SAME && Math.abs(a[1] - b[1]) < SAME
}
