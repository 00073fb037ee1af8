import { extname } from 'node:path'
import type { LonLat } from '../../models/units.ts'
import { CRS } from '../projection.ts'
import type { DecimalMark } from '../read/numbers.ts'
import { BadFile } from '../read/Problems.ts'
import type { Columns } from './columns.ts'
import { crsNamed } from './crsOf.ts'
import { firmsOfCsv } from './firmsOfCsv.ts'
import { firmsOfGeoJson } from './firmsOfGeoJson.ts'

/** A firm of a register with a place. */
export interface Firm {
  readonly name: string
  readonly address: string
  readonly industry: string
  readonly at: LonLat
  /** NaN where the register does not tell. */
  readonly employees: number
  /** True where the register calls the place exact. */
  readonly exact: boolean
}

/** What a register says, and how it was understood, a line each. */
export interface Register {
  readonly firms: readonly Firm[]
  /** Lines or features without a usable place or number, with the reason. */
  readonly skipped: readonly string[]
  readonly understood: readonly string[]
}

/** What the user says of the file, where the file does not say it itself. */
export interface ReadingSettings {
  readonly columns?: Columns
  /** Name of CRS. */
  readonly crs?: string
  readonly decimal?: DecimalMark
}

/** Firms of a CSV or GeoJSON. What has no usable place is told, not lost. Throws BadFile for what could be read in two ways, and where nothing has a place. */
export function readFirms(file: string, settings: ReadingSettings = {}): Register {
  const register = read(file, settings)
  if (register.firms.length === 0)
    throw new BadFile(
      file,
      ['no firm has a usable place, so nothing is imported', ...register.skipped.slice(0, 20)],
      Math.max(0, register.skipped.length - 20),
    )
  return register
}

/** The flag --crs. Throws an Error that lists what is known. */
export function readCrsSetting(text: string): string {
  const crs = crsNamed(text)
  if (!crs) throw new Error(`--crs ${text}: is not known; give one of ${Object.keys(CRS).join(', ')}`)
  return crs
}

function read(file: string, settings: ReadingSettings): Register {
  const ending = extname(file).toLowerCase()
  if (['.csv', '.tsv', '.txt'].includes(ending)) return firmsOfCsv(file, settings)
  if (['.json', '.geojson'].includes(ending)) return firmsOfGeoJson(file, settings)
  throw new BadFile(file, [
    /^\.xls/.test(ending)
      ? 'it is an Excel workbook; save it as CSV (UTF-8 or not)'
      : 'its ending is not known; give a .csv or .geojson file',
  ])
}
