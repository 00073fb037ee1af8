import proj4 from 'proj4'
import type { GroundPoint, LonLat } from '../models/units.ts'

/** Origin of the site frame: the middle of the world, WGS84. All metres are counted from here. */
export const ORIGIN: LonLat = [128.65, 35.216]
/**
 * World covered by terrain with detail, metres from the origin: minX, minZ, maxX, maxZ (z grows to the south). It
 * reaches far enough west to hold the summit of 무학산.
 */
export const BOUNDS = [-10_560, -8_960, 9_920, 8_960] as const

/** East and north metres on a transverse Mercator of scale 1 at the origin; within 0.03 m of true ENU in the world. */
const ENU = `+proj=tmerc +lat_0=${ORIGIN[1]} +lon_0=${ORIGIN[0]} +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m +no_defs`

/** Coordinate systems accepted at the doors, by the name GeoJSON and CSV files use. */
export const CRS: Readonly<Record<string, string>> = {
  'EPSG:4326': '+proj=longlat +datum=WGS84 +no_defs',
  'EPSG:5185': belt(125),
  'EPSG:5186': belt(127),
  'EPSG:5187': belt(129),
  'EPSG:5188': belt(131),
  'EPSG:5179':
    '+proj=tmerc +lat_0=38 +lon_0=127.5 +k=0.9996 +x_0=1000000 +y_0=2000000 +ellps=GRS80 +units=m +no_defs',
}

const forward = proj4(ENU)

/** WGS84 degrees to metres of the site frame (x east, z south). */
export function toGround([lon, lat]: LonLat): GroundPoint {
  const [x, y] = forward.forward([lon, lat])
  return [x!, -y!]
}

/** Metres of the site frame to WGS84 degrees. */
export function toLonLat([x, z]: GroundPoint): LonLat {
  const [lon, lat] = forward.inverse([x, -z])
  return [lon!, lat!]
}

/** Coordinates of another system, in its own axis order east, north, to WGS84. Throws on a system that is not in CRS. */
export function fromCrs(crs: string, east: number, north: number): LonLat {
  const definition = CRS[crs]
  if (!definition) throw new Error(`coordinate system ${crs} is not one of ${Object.keys(CRS).join(', ')}`)
  const [lon, lat] = proj4(definition, CRS['EPSG:4326']!).forward([east, north])
  return [lon!, lat!]
}

/** One belt of the Korea 2000 grid by its middle meridian; Changwon lies in the east belt, 129. */
function belt(meridian: number): string {
  return `+proj=tmerc +lat_0=38 +lon_0=${meridian} +k=1 +x_0=200000 +y_0=600000 +ellps=GRS80 +units=m +no_defs`
}
