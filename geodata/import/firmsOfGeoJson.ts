import { isPlainText } from '../../models/text.ts'
import type { LonLat } from '../../models/units.ts'
import { type CheckedFeature, readCollection } from '../read/geojson.ts'
import { type ColumnRole, type Columns, findColumns } from './columns.ts'
import { employeesOf } from './employeesOf.ts'
import { greatestMiddle } from './greatestMiddle.ts'
import { inWorld } from './inWorld.ts'
import type { Firm, ReadingSettings, Register } from './readFirms.ts'

/** Firms of GeoJSON: points, and footprints by their middle. What has neither is told. */
export function firmsOfGeoJson(file: string, settings: ReadingSettings): Register {
  const { crs, features } = readCollection(file, { inWorld: false, nullGeometry: true, crs: settings.crs })
  const keys = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))]
  const columns = findColumns(keys, settings.columns ?? {})
  const firms: Firm[] = []
  const skipped: string[] = []
  for (const feature of features) {
    const firm = firmOf(feature, columns, settings.decimal ?? '.')
    if (typeof firm === 'string')
      skipped.push(`feature ${feature.number} ${textOf(feature, columns, 'name')}: ${firm}`)
    else firms.push(firm)
  }
  const footprints = features.filter(({ type }) => type.endsWith('Polygon')).length
  return {
    firms,
    skipped,
    understood: [
      `GeoJSON, coordinates in ${crs}`,
      `properties ${['name', 'employees', 'address', 'industry'].flatMap(role => (columns[role as ColumnRole] ? [`${role} = ${columns[role as ColumnRole]}`] : [])).join(', ') || 'none known'}`,
      ...(footprints > 0 ? [`${footprints} footprints, each taken by its middle`] : []),
    ],
  }
}

function firmOf(feature: CheckedFeature, columns: Columns, mark: '.' | ','): Firm | string {
  const at = middleOf(feature)
  if (typeof at === 'string') return at
  if (!inWorld(at)) return `${at[1].toFixed(5)}, ${at[0].toFixed(5)} lies outside the world`
  const given = columns.employees === undefined ? undefined : feature.properties[columns.employees]
  const employees = employeesOf(String(given ?? ''), typeof given === 'number' ? '.' : mark)
  if (typeof employees === 'string') return employees
  const name = textOf(feature, columns, 'name') || `firm ${feature.number}`
  const [address, industry] = [textOf(feature, columns, 'address'), textOf(feature, columns, 'industry')]
  if (![name, address, industry].every(isPlainText)) return 'its text has control characters'
  return { name, address, industry, at, employees, exact: textOf(feature, columns, 'confidence') === 'high' }
}

function textOf({ properties }: CheckedFeature, columns: Columns, role: ColumnRole): string {
  const value = columns[role] === undefined ? undefined : properties[columns[role]]
  return typeof value === 'string' || typeof value === 'number' ? String(value).normalize('NFC').trim() : ''
}

/** A point itself; the middle of the greatest part of a footprint within the world. */
function middleOf({ type, coordinates }: CheckedFeature): LonLat | string {
  if (type === 'null') return 'no position'
  if (type === 'Point') return (coordinates as number[]).slice(0, 2) as unknown as LonLat
  if (type !== 'Polygon' && type !== 'MultiPolygon') return `it is a ${type}, neither a Point nor a footprint`
  const parts = type === 'Polygon' ? [coordinates] : (coordinates as unknown[])
  return greatestMiddle(parts as LonLat[][][]) ?? 'its footprint lies outside the world'
}
