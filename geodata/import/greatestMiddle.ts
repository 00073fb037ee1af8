import { area, bboxClip, centerOfMass, polygon } from '@turf/turf'
import type { LonLat } from '../../models/units.ts'
import { BOUNDS, toLonLat } from '../projection.ts'

/** The world in degrees: west, south, east, north. */
const WORLD = ((): [number, number, number, number] => {
  const corners = [toLonLat([BOUNDS[0], BOUNDS[1]]), toLonLat([BOUNDS[2], BOUNDS[3]])]
  const [lons, lats] = [corners.map(at => at[0]), corners.map(at => at[1])]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
})()

/** Middle of mass of the part of these polygons (outline and holes, degrees) that covers most ground within the world; null for none. */
export function greatestMiddle(polygons: readonly (readonly (readonly LonLat[])[])[]): LonLat | null {
  const parts = polygons.flatMap(rings => {
    const whole = polygon(rings.map(ring => closed(ring)))
    const clipped = bboxClip(whole, WORLD)
    return area(clipped) > 0 ? [clipped] : []
  })
  const [greatest] = parts.sort((a, b) => area(b) - area(a))
  return greatest ? (centerOfMass(greatest).geometry.coordinates as unknown as LonLat) : null
}

function closed(ring: readonly LonLat[]): number[][] {
  const [first, last] = [ring[0]!, ring.at(-1)!]
  const corners = ring.map(at => [at[0], at[1]])
  return first[0] === last[0] && first[1] === last[1] ? corners : [...corners, [...first]]
}
