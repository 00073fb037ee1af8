import type { Spot } from '../ground/smoothSurface.ts'
import { toGround } from '../projection.ts'
import { readCsv } from './csv.ts'
import { BadFile } from './Problems.ts'

/** Ground heights from a CSV lon,lat,height_m. Throws BadFile with line and remedy where a cell is no number. */
export function readSpots(file: string): Spot[] {
  return readCsv(file, ['lon', 'lat', 'height_m']).map(({ line, cells }) => {
    const [lon, lat, height] = [Number(cells.lon), Number(cells.lat), Number(cells.height_m)]
    if (![lon, lat, height].every(Number.isFinite) || cells.height_m === '')
      throw new BadFile(file, [
        `line ${line}: lon, lat and height_m must be numbers; correct or drop the line`,
      ])
    return [...toGround([lon, lat]), height] as const
  })
}
