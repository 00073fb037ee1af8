import type { LonLat } from '../../models/units.ts'
import { fromCrs } from '../projection.ts'
import type { Row } from '../read/csv.ts'
import { readDegrees } from '../read/degrees.ts'
import { type DecimalMark, readNumber } from '../read/numbers.ts'
import { BadFile, Problems } from '../read/Problems.ts'
import type { Columns } from './columns.ts'
import { systemsThatFit } from './crsOf.ts'
import { inWorld } from './inWorld.ts'

const DEGREES = 'EPSG:4326'

/** Where each row lies, or why it lies nowhere, and the system that was taken. Throws BadFile where metres have no system or the two coordinates are swapped. */
export function positions(
  file: string,
  rows: readonly Row[],
  columns: Columns,
  told: string | null,
  mark: DecimalMark,
): { at: (LonLat | string)[]; crs: string } {
  const byDegrees = columns.lat !== undefined && columns.lon !== undefined
  const [east, north] = byDegrees ? [columns.lon!, columns.lat!] : [columns.x!, columns.y!]
  const pairs = rows.map(({ cells }) => pairOf(cells[east]!, cells[north]!, told ?? DEGREES, mark))
  const crs = told ?? assume(file, rows, pairs, byDegrees)
  const problems = new Problems(file)
  const at = pairs.map((pair, i) => {
    if (typeof pair === 'string') return pair
    const place = placeOf(crs, pair)
    if (inWorld(place)) return place
    if (inWorld(placeOf(crs, [pair[1], pair[0]])))
      problems.add(
        `line ${rows[i]!.line}`,
        `${north} ${pair[1]} and ${east} ${pair[0]} look swapped`,
        byDegrees
          ? `name them with --columns lat=${east},lon=${north}`
          : `name them with --columns x=${north},y=${east} (Korean surveys call north X)`,
      )
    return `${north} ${pair[1]}, ${east} ${pair[0]} lies outside the world`
  })
  problems.check()
  return { at, crs }
}

function pairOf(east: string, north: string, crs: string, mark: DecimalMark): [number, number] | string {
  if (east.trim() === '' || north.trim() === '') return 'no position'
  if (crs === DEGREES) {
    const [lon, lat] = [readDegrees(east, 'lon', mark), readDegrees(north, 'lat', mark)]
    if (typeof lon === 'string') return lon
    return typeof lat === 'string' ? lat : [lon, lat]
  }
  const pair: [number, number] = [readNumber(east, mark), readNumber(north, mark)]
  return pair.some(Number.isNaN) ? `${east}, ${north} are no metres` : pair
}

function placeOf(crs: string, [east, north]: readonly [number, number]): LonLat {
  return crs === DEGREES ? [east, north] : fromCrs(crs, east, north)
}

/** Degrees, unless no value can be one: then the system must be named. */
function assume(
  file: string,
  rows: readonly Row[],
  pairs: readonly ([number, number] | string)[],
  byDegrees: boolean,
): string {
  const metres = pairs.findIndex(
    pair => typeof pair !== 'string' && pair.some(value => Math.abs(value) > 180),
  )
  if (metres < 0 && (byDegrees || pairs.some(pair => typeof pair !== 'string'))) return DEGREES
  const [east, north] = (pairs[metres] ?? [0, 0]) as [number, number]
  const fit = [...systemsThatFit(east, north), ...systemsThatFit(north, east)]
  throw new BadFile(file, [
    `line ${rows[Math.max(0, metres)]?.line ?? 2}: ${east}, ${north} are metres of a system that is not named; give --crs EPSG:5186 or another${fit.length > 0 ? ` (in ${[...new Set(fit)].join(' or ')} they lie in the world)` : ''}, or name it in the column: "x (EPSG:5186)"`,
  ])
}
