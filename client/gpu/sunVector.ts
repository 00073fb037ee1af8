import type { Degrees } from '../../models/units.ts'

const RAD = Math.PI / 180

/** Unit vector to the sun in the site frame: x east, y up, z south. Azimuth clockwise from north. */
export function sunVector(azimuth: Degrees, altitude: Degrees): [x: number, y: number, z: number] {
  const level = Math.cos(altitude * RAD)
  return [level * Math.sin(azimuth * RAD), Math.sin(altitude * RAD), -level * Math.cos(azimuth * RAD)]
}
