import { extname } from 'node:path'
import type { LonLat } from '../../models/units.ts'
import { BOUNDS, toGround } from '../projection.ts'
import { readCsv } from '../read/csv.ts'
import { readGeoJson } from '../read/geojson.ts'
import { BadFile } from '../read/Problems.ts'

/** A firm of a register with a place. */
export interface Firm {
  readonly name: string
  readonly address: string
  readonly at: LonLat
  /** NaN where the register does not tell. */
  readonly employees: number
  /** True where the register calls the place exact. */
  readonly exact: boolean
}

const REGISTER = ['company_ko', 'address_ko', 'employees', 'lat_est', 'lng_est', 'coord_confidence']
const PLAIN = ['name', 'lat', 'lon']

/** Firms of a CSV (the national register's columns, or name, lat, lon and employees) or of GeoJSON points. What has no usable place is told, not lost. */
export function readFirms(file: string): { firms: Firm[]; skipped: string[] } {
  if (extname(file).toLowerCase() === '.csv') return fromCsv(file)
  if (/\.(geo)?json$/i.test(file)) return fromGeoJson(file)
  throw new BadFile(file, ['its ending is not known; give a .csv or .geojson file'])
}

function fromCsv(file: string): { firms: Firm[]; skipped: string[] } {
  const rows = readCsv(file, [])
  const columns = Object.keys(rows[0]?.cells ?? {})
  const register = REGISTER.every(name => columns.includes(name))
  if (!register && !PLAIN.every(name => columns.includes(name))) {
    throw new BadFile(file, [
      `line 1: the columns are ${columns.join(', ') || 'none'}; they must be ${REGISTER.join(', ')} or ${PLAIN.join(', ')}`,
    ])
  }
  const firms: Firm[] = []
  const skipped: string[] = []
  for (const { line, cells } of rows) {
    const [lat, lon] = register ? [cells.lat_est, cells.lng_est] : [cells.lat, cells.lon]
    const at: LonLat = [number(lon), number(lat)]
    const name = (register ? cells.company_ko : cells.name) ?? ''
    const problem = placeProblem(at)
    if (problem) skipped.push(`line ${line} ${name}: ${problem}`)
    else
      firms.push({
        name,
        address: cells.address_ko ?? cells.address ?? '',
        at,
        employees: number(cells.employees),
        exact: register && cells.coord_confidence === 'high',
      })
  }
  return { firms, skipped }
}

function fromGeoJson(file: string): { firms: Firm[]; skipped: string[] } {
  const firms: Firm[] = []
  const skipped: string[] = []
  for (const { number: n, type, coordinates, properties } of readGeoJson(file)) {
    const name = String(properties.name ?? properties.company_ko ?? `firm ${n}`)
    if (type !== 'Point') skipped.push(`feature ${n} ${name}: it is a ${type}, not a Point`)
    else
      firms.push({
        name,
        address: String(properties.address ?? ''),
        at: coordinates as LonLat,
        employees: Number(properties.employees ?? Number.NaN),
        exact: false,
      })
  }
  return { firms, skipped }
}

function placeProblem(at: LonLat): string | null {
  if (!at.every(Number.isFinite)) return 'no position'
  const [x, z] = toGround(at)
  const inside = x >= BOUNDS[0] && z >= BOUNDS[1] && x <= BOUNDS[2] && z <= BOUNDS[3]
  return inside ? null : `${at[1]}, ${at[0]} lies outside the world`
}

function number(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text)
}
