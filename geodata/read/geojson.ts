import type { LonLat } from '../../models/units.ts'
import { BOUNDS, CRS, fromCrs, toGround } from '../projection.ts'
import { Problems } from './Problems.ts'
import { readText } from './readText.ts'
import { ringFault } from './ringFault.ts'

/** A feature that passed the checks: coordinates in WGS84, rings open-ended as GeoJSON has them. */
export interface CheckedFeature {
  /** Place in the file, from 1. */
  readonly number: number
  readonly id: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly type: string
  readonly coordinates: unknown
}

/** How to read a collection. */
export interface ReadOptions {
  /** Refuse features outside the world's bounds; on by default. */
  readonly inWorld?: boolean
  /** Refuse two features with one id; on by default for features that have one. */
  readonly unique?: boolean
  /** Take features whose geometry is null (RFC 7946, 3.2) as type `null`; off by default. */
  readonly nullGeometry?: boolean
  /** System of a file that names none, by its name in CRS; refused when the file names another. */
  readonly crs?: string | undefined
}

/** Features read at most. */
const MOST = 300_000

/** The features of a collection; throws BadFile as readCollection does. */
export function readGeoJson(file: string, options: ReadOptions = {}): CheckedFeature[] {
  return readCollection(file, options).features
}

/**
 * Read a GeoJSON FeatureCollection in WGS84 or a system of CRS that it names. Throws BadFile with up to twenty places: broken JSON,
 * wrong coordinate system, missing or non-finite coordinates, crossing or degenerate rings, duplicate ids, places outside the world.
 */
export function readCollection(
  file: string,
  options: ReadOptions,
): { crs: string; features: CheckedFeature[] } {
  const problems = new Problems(file)
  const collection = parse(file, problems)
  const crs = crsOf(collection, options.crs, problems)
  const list = (collection as { features?: unknown }).features
  if ((collection as { type?: unknown }).type !== 'FeatureCollection' || !Array.isArray(list)) {
    problems.add('the file', 'it is not a FeatureCollection', 'export it as a GeoJSON FeatureCollection')
  } else if (list.length > MOST)
    problems.add('the file', `it has ${list.length} features`, `split it; at most ${MOST} are read`)
  problems.check()
  const ids = new Map<string, number>()
  const features = (list as unknown[]).flatMap(
    (raw, i) => feature(raw, i + 1, crs, options, ids, problems) ?? [],
  )
  problems.check()
  return { crs, features }
}

function parse(file: string, problems: Problems): unknown {
  const text = readText(file)
  try {
    return JSON.parse(text) ?? {}
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const at = placeOf(message, text)
    problems.add(
      `line ${text.slice(0, at).split('\n').length}`,
      `it is not JSON (${message})`,
      'repair it there or export it again',
    )
    problems.check()
    return {}
  }
}

/** Where JSON.parse gave up: its position where Node tells it, else the text it quotes. */
function placeOf(message: string, text: string): number {
  const position = /position (\d+)/.exec(message)?.[1]
  if (position) return Number(position)
  const quoted = /\.{3}"?([\s\S]*?)"? is not valid JSON/.exec(message)?.[1]?.replace(/\.{3}$/, '') ?? ''
  const found = quoted ? text.indexOf(quoted) : -1
  return found < 0 ? text.length : found + Math.max(0, quoted.trimEnd().length - 1)
}

/** The named system of the old `crs` member; without one the caller's, or WGS84. */
function crsOf(collection: unknown, given: string | undefined, problems: Problems): string {
  const { type, properties } =
    (collection as { crs?: { type?: unknown; properties?: Named | null } | null }).crs ?? {}
  const name =
    type === 'EPSG' && properties?.code !== undefined ? `EPSG:${properties.code}` : properties?.name
  if (name === undefined) return given ?? 'EPSG:4326'
  const code = /(?:EPSG:[\d.]*:*|CRS:?)(\d+)$/i.exec(String(name))?.[1]
  const crs = code === '84' ? 'EPSG:4326' : `EPSG:${code}`
  if (!Object.hasOwn(CRS, crs))
    problems.add(
      'crs',
      `${String(name).slice(0, 60)} is not known`,
      `convert it to one of ${Object.keys(CRS).join(', ')}`,
    )
  else if (given && given !== crs)
    problems.add(
      'crs',
      `the file names ${crs} and you ${given}`,
      'leave your setting away, or correct the file',
    )
  return crs
}

interface Named {
  readonly name?: unknown
  readonly code?: unknown
}

function feature(
  raw: unknown,
  number: number,
  crs: string,
  options: ReadOptions,
  ids: Map<string, number>,
  problems: Problems,
): CheckedFeature | null {
  const where = `feature ${number}`
  const { type, geometry, properties, id } = (raw ?? {}) as {
    type?: unknown
    geometry?: { type?: unknown; coordinates?: unknown } | null
    properties?: Record<string, unknown> | null
    id?: unknown
  }
  if (type === 'Feature' && geometry === null && options.nullGeometry)
    return { number, id: '', properties: properties ?? {}, type: 'null', coordinates: null }
  if (type !== 'Feature' || !geometry || typeof geometry.type !== 'string') {
    problems.add(where, 'it is no Feature with a geometry', 'remove it or give it one')
    return null
  }
  const key = String(id ?? properties?.id ?? '')
  const before = ids.get(key)
  if (key && before !== undefined && options.unique !== false)
    problems.add(where, `id ${key} stands at feature ${before} too`, 'give each feature an id of its own')
  if (key) ids.set(key, number)
  const coordinates = convert(geometry.coordinates, crs, where, options, problems)
  if (geometry.type === 'Polygon') checkRings(coordinates, where, problems)
  if (geometry.type === 'MultiPolygon' && Array.isArray(coordinates))
    for (const polygon of coordinates) checkRings(polygon, where, problems)
  return { number, id: key, properties: properties ?? {}, type: geometry.type, coordinates }
}

/** Nested coordinate arrays with every position brought to WGS84 and checked. */
function convert(
  value: unknown,
  crs: string,
  where: string,
  options: ReadOptions,
  problems: Problems,
): unknown {
  if (!Array.isArray(value) || value.length === 0) {
    problems.add(where, 'its coordinates are missing', 'remove it or give it coordinates')
    return []
  }
  if (Array.isArray(value[0])) return value.map(inner => convert(inner, crs, where, options, problems))
  const [a, b] = value as unknown[]
  if (typeof a !== 'number' || typeof b !== 'number' || !Number.isFinite(a) || !Number.isFinite(b)) {
    problems.add(
      where,
      `coordinate ${JSON.stringify(value).slice(0, 40)} is no pair of numbers`,
      'repair or remove it',
    )
    return [0, 0]
  }
  if (crs === 'EPSG:4326' && (Math.abs(a) > 180 || Math.abs(b) > 90)) {
    const swapped = Math.abs(a) <= 90 && Math.abs(b) <= 180
    problems.add(
      where,
      `${a}, ${b} are no degrees of longitude and latitude`,
      swapped
        ? 'the order is longitude first: swap them'
        : 'it looks like EPSG:5186, 5187 or 5179: name it in a "crs" member, or convert to WGS84',
    )
    return [0, 0]
  }
  const lonLat: LonLat = crs === 'EPSG:4326' ? [a, b] : fromCrs(crs, a, b)
  if (options.inWorld !== false && !inWorld(lonLat))
    problems.add(
      where,
      `${lonLat.map(v => v.toFixed(4)).join(', ')} lies outside the world`,
      'clip the file to 128.54–128.76 E, 35.14–35.29 N (is the order longitude, latitude?)',
    )
  return lonLat
}

function inWorld(lonLat: LonLat): boolean {
  const [x, z] = toGround(lonLat)
  return x >= BOUNDS[0] && z >= BOUNDS[1] && x <= BOUNDS[2] && z <= BOUNDS[3]
}

function checkRings(rings: unknown, where: string, problems: Problems): void {
  if (!Array.isArray(rings)) return
  for (const ring of rings as LonLat[][]) {
    const fault = ringFault(ring)
    if (fault) problems.add(where, ...fault)
  }
}
