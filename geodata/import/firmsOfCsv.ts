import { isPlainText } from '../../models/text.ts'
import { CRS } from '../projection.ts'
import { type Row, readTable, type Table } from '../read/csv.ts'
import { type DecimalMark, decimalMark } from '../read/numbers.ts'
import { BadFile } from '../read/Problems.ts'
import { type ColumnRole, type Columns, findColumns, ROLES } from './columns.ts'
import { crsMentioned, crsNamed } from './crsOf.ts'
import { employeesOf } from './employeesOf.ts'
import { positions } from './positions.ts'
import type { Firm, ReadingSettings, Register } from './readFirms.ts'

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
}

/** Firms of a CSV, whatever its encoding, delimiter, decimal mark and column names; said in `understood`. */
export function firmsOfCsv(file: string, settings: ReadingSettings): Register {
  const table = readTable(file)
  const columns = columnsOf(file, table, settings.columns ?? {})
  const mark = settings.decimal ?? markOf(file, table.rows, columns)
  const crs = settings.crs ?? crsOf(file, table, columns)
  const places = positions(file, table.rows, columns, crs, mark)
  const firms: Firm[] = []
  const skipped: string[] = []
  for (const [i, { line, cells }] of table.rows.entries()) {
    const cell = (role: ColumnRole): string => cells[columns[role] ?? '']?.normalize('NFC').trim() ?? ''
    const at = places.at[i]!
    const employees = employeesOf(cell('employees'), mark)
    const [name, address, industry] = [cell('name'), cell('address'), cell('industry')]
    const problem =
      typeof at === 'string'
        ? at
        : typeof employees === 'string'
          ? employees
          : name === ''
            ? 'no name'
            : [name, address, industry].every(isPlainText)
              ? null
              : 'its text has control characters'
    if (problem !== null) skipped.push(`line ${line} ${name}: ${problem}`)
    else
      firms.push({
        name,
        address,
        industry,
        at: at as Exclude<typeof at, string>,
        employees: employees as number,
        exact: cell('confidence') === 'high',
      })
  }
  return { firms, skipped, understood: say(table, columns, mark, places.crs) }
}

function columnsOf(file: string, table: Table, named: Columns): Columns {
  const gone = Object.values(named).filter(name => !table.columns.includes(name))
  const columns = findColumns(table.columns, named)
  const missing = [
    ...gone,
    ...(columns.name === undefined ? ['name'] : []),
    ...((columns.lat && columns.lon) || (columns.x && columns.y) ? [] : ['lat and lon, or x and y']),
  ]
  if (missing.length > 0)
    throw new BadFile(file, [
      `line 1: no column is known as ${missing.join('; ')}; the columns are ${table.columns.join(', ')}; name them with --columns name=업체명,lat=위도,lon=경도 (${ROLES.join(', ')} can be named)`,
    ])
  return columns
}

function markOf(file: string, rows: readonly Row[], columns: Columns): DecimalMark {
  const texts = (...roles: ColumnRole[]): string[] =>
    rows.flatMap(({ cells }) => roles.flatMap(role => cells[columns[role] ?? '']?.trim() ?? []))
  const mark = decimalMark(texts('x', 'y', 'employees'), texts('lat', 'lon'))
  if (mark) return mark
  throw new BadFile(file, [
    'some of its numbers have a decimal point and some a decimal comma; write them alike, or name the mark with --decimal point or --decimal comma',
  ])
}

/** The one system that the file names; null without one. */
function crsOf(file: string, { rows, columns: header, notes }: Table, columns: Columns): string | null {
  const cells = columns.crs ? rows.map(row => row.cells[columns.crs!]!.trim()).filter(Boolean) : []
  const used = [columns.x, columns.y, columns.lat, columns.lon].flatMap(name => name ?? [])
  const told = new Set(
    [...cells, ...crsMentioned([...notes, ...(used.length > 0 ? used : header)])].map(
      text => crsNamed(text) ?? text,
    ),
  )
  if (told.size === 0) return null
  const [one = ''] = told
  const known = Object.keys(CRS)
  if (told.size > 1)
    throw new BadFile(file, [
      `it names several systems: ${[...told].slice(0, 5).join(', ')}; split it, one file a system`,
    ])
  if (!known.includes(one))
    throw new BadFile(file, [
      `coordinate system ${one.slice(0, 40)} is not known; convert it to one of ${known.join(', ')}`,
    ])
  return one
}

function say(table: Table, columns: Columns, mark: DecimalMark, crs: string): string[] {
  const unused = table.columns.filter(name => !Object.values(columns).includes(name))
  return [
    `encoding ${table.encoding}, cells between ${DELIMITER_NAMES[table.delimiter]}, ${table.quoted ? 'quotes as in RFC 4180' : 'a " is a letter like any other, as no cell is quoted'}`,
    `decimal ${mark === '.' ? 'point, thousands by comma' : 'comma, thousands by point'}; coordinates in ${crs}`,
    `columns ${Object.entries(columns)
      .map(([role, name]) => `${role} = ${name}`)
      .join(', ')}`,
    ...(unused.length > 0 ? [`columns not read: ${unused.join(', ')}`] : []),
  ]
}
