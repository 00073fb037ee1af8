import { join } from 'node:path'
import type { Provenance } from '../models/asset.ts'
import type { Zone } from '../models/site.ts'
import type { Degrees, GroundPoint, LonLat, Metres, Names } from '../models/units.ts'
import type { Spot } from './ground/smoothSurface.ts'
import { toGround } from './projection.ts'
import { readGeoJson } from './read/geojson.ts'
import { readText } from './read/readText.ts'
import { readSpots } from './read/spots.ts'
import {
  readCarParks,
  readChargingStations,
  readSolarPlants,
  type SourceCarPark,
  type SourceChargingStation,
  type Sourced,
  type SourceSolarPlant,
} from './read/tables.ts'

/** A real, named place of the facts. `area` in m², `height` in metres above the sea. */
export interface SourcePlace extends Sourced {
  readonly name: Names
  readonly category: string
  readonly at: GroundPoint
  readonly rank: number
  readonly confidence: 'high' | 'medium' | 'low'
  readonly address?: string
  readonly makes?: string
  readonly employees?: number
  readonly area?: number
  readonly height?: Metres
  readonly note?: string
}

/** A main road: its middle and the width over all lanes. */
export interface SourceRoad extends Sourced {
  readonly name: Names
  readonly class: 'arterial' | 'collector'
  /** The facts' own word: arterial, industrial, port road, tunnel … */
  readonly kind: string
  readonly line: readonly GroundPoint[]
  readonly width: Metres
  readonly lanes: number
  readonly median: boolean
}

/** A known road tunnel from portal to portal, along the road that runs in it. */
export interface SourceTunnel extends Sourced {
  readonly name: Names
  readonly line: readonly GroundPoint[]
}

/** A stream from its source to its mouth; `width` of the water at the mouth. */
export interface SourceStream extends Sourced {
  readonly name: Names
  readonly line: readonly GroundPoint[]
  readonly width: Metres
}

export interface SourceRailway extends Sourced {
  readonly name: Names
  readonly line: readonly GroundPoint[]
  readonly tracks: number
}

/** A part of the complex with its firms and jobs; the feature's `source` says how they were counted. */
export interface SourceSubdistrict extends Sourced {
  readonly name: Names
  readonly ring: readonly GroundPoint[]
  readonly firms: number
  readonly jobs: number
}

/** A summit or a pass with its published height. */
export interface SourcePeak extends Sourced {
  readonly ko: string
  readonly kind: 'peak' | 'pass'
  readonly at: GroundPoint
  readonly height: Metres
}

/** A city park as centre and area in m². */
export interface SourcePark extends Sourced {
  readonly ko: string
  readonly kind: string
  readonly at: GroundPoint
  readonly area: number
}

/** A built-up area of one character. */
export interface SourceZone extends Sourced {
  readonly kind: Zone
  readonly ring: readonly GroundPoint[]
  /** Turn of the street grid clockwise from east. */
  readonly turn: Degrees
  /** Long and short side of a block, middle to middle of its streets. */
  readonly block: readonly [Metres, Metres]
  readonly street: Metres
}

/** All authored sources of the world, in the site frame. Rings are open. */
export interface Sources {
  readonly places: readonly SourcePlace[]
  readonly roads: readonly SourceRoad[]
  readonly tunnels: readonly SourceTunnel[]
  readonly streams: readonly SourceStream[]
  readonly railways: readonly SourceRailway[]
  readonly subdistricts: readonly SourceSubdistrict[]
  /** Land against the sea; the outermost straight edges lie beyond the world. */
  readonly land: readonly (Sourced & { readonly ring: readonly GroundPoint[] })[]
  readonly peaks: readonly SourcePeak[]
  /** Heights of the ground read from SRTM, far enough beyond the world's edge to span it. */
  readonly spots: readonly Spot[]
  readonly parks: readonly SourcePark[]
  readonly carParks: readonly SourceCarPark[]
  readonly solarPlants: readonly SourceSolarPlant[]
  readonly chargingStations: readonly SourceChargingStation[]
  readonly zones: readonly SourceZone[]
}

/** Files a folder of sources is made of. */
export const SOURCE_FILES = [
  'places',
  'roads',
  'tunnels',
  'streams',
  'railways',
  'subdistricts',
  'coast',
  'peaks',
  'parks',
  'zones',
] as const

interface Feature {
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: { readonly coordinates: unknown }
}

/** Reads the authored GeoJSON of a folder into the site frame. Throws BadFile with place and remedy when a file is not as it must be. */
export function readSources(dir: string): Sources {
  const read = (name: (typeof SOURCE_FILES)[number]): readonly Feature[] => {
    const features = readGeoJson(join(dir, `${name}.geojson`), { inWorld: false })
    return features.map(({ properties, coordinates }) => ({ properties, geometry: { coordinates } }))
  }
  const places = read('places')
  const full = readNames(dir)
  return {
    places: places.map(f => ({
      ...about(f),
      name: full(f),
      category: text(f, 'category'),
      at: point(f),
      rank: number(f, 'rank'),
      confidence: text(f, 'confidence') as SourcePlace['confidence'],
      ...optional(f, 'address', 'address', 'string'),
      ...optional(f, 'makes', 'makes', 'string'),
      ...optional(f, 'employees', 'employees', 'number'),
      ...optional(f, 'area', 'area_m2', 'number'),
      ...optional(f, 'height', 'height_m', 'number'),
      ...optional(f, 'note', 'note', 'string'),
    })),
    roads: read('roads').map(f => ({
      ...about(f),
      name: names(f),
      class: text(f, 'class') as SourceRoad['class'],
      kind: text(f, 'kind'),
      line: line(f),
      width: number(f, 'width_m'),
      lanes: number(f, 'lanes'),
      median: f.properties.median === true,
    })),
    tunnels: read('tunnels').map(f => ({ ...about(f), name: names(f), line: line(f) })),
    streams: read('streams').map(f => ({
      ...about(f),
      name: names(f),
      line: line(f),
      width: number(f, 'width_m'),
    })),
    railways: read('railways').map(f => ({
      ...about(f),
      name: names(f),
      line: line(f),
      tracks: number(f, 'tracks'),
    })),
    subdistricts: read('subdistricts').map(f => ({
      ...about(f),
      name: full(f),
      ring: ring(f),
      firms: number(f, 'firms'),
      jobs: number(f, 'jobs'),
    })),
    land: read('coast').map(f => ({ ...about(f), ring: ring(f) })),
    peaks: read('peaks').map(f => ({
      ...about(f),
      ko: text(f, 'ko'),
      kind: text(f, 'kind') as SourcePeak['kind'],
      at: point(f),
      height: number(f, 'height_m'),
    })),
    spots: readSpots(join(dir, 'spot-heights.csv')),
    parks: read('parks').map(f => ({
      ...about(f),
      ko: text(f, 'ko'),
      kind: text(f, 'kind'),
      at: point(f),
      area: number(f, 'area_m2'),
    })),
    carParks: readCarParks(join(dir, 'car-parks.csv')),
    solarPlants: readSolarPlants(join(dir, 'pv-plants.csv')),
    chargingStations: readChargingStations(join(dir, 'ev-stations.csv')),
    zones: read('zones').map(f => ({
      ...about(f),
      kind: text(f, 'kind') as Zone,
      ring: ring(f),
      turn: number(f, 'grid_deg'),
      block: f.properties.block_m as [number, number],
      street: number(f, 'street_m'),
    })),
  }
}

function about(f: Feature): Sourced {
  return {
    id: text(f, 'id'),
    provenance: text(f, 'provenance') as Provenance,
    source: text(f, 'source'),
    date: text(f, 'date'),
  }
}

function text(f: Feature, key: string): string {
  const value = f.properties[key]
  if (typeof value !== 'string') throw new Error(`feature ${String(f.properties.id)} has no text "${key}"`)
  return value
}

function number(f: Feature, key: string): number {
  const value = f.properties[key]
  if (typeof value !== 'number') throw new Error(`feature ${String(f.properties.id)} has no number "${key}"`)
  return value
}

function optional<K extends string, T extends 'string' | 'number'>(
  f: Feature,
  as: K,
  key: string,
  type: T,
): { readonly [P in K]?: T extends 'string' ? string : number } {
  const value = f.properties[key]
  return (typeof value === type ? { [as]: value } : {}) as { [P in K]?: T extends 'string' ? string : number }
}

const names = (f: Feature): Names => ({ ko: text(f, 'ko'), en: text(f, 'en') })
/** Japanese and Chinese names by feature id, beside the GeoJSON so that a new import of a register keeps them. */
function readNames(dir: string): (f: Feature) => Names {
  const more = JSON.parse(readText(join(dir, 'names.json'))) as Record<string, Pick<Names, 'ja' | 'zh'>>
  return f => ({ ...names(f), ...more[text(f, 'id')] })
}
const point = (f: Feature): GroundPoint => toGround(f.geometry.coordinates as LonLat)
const line = (f: Feature): GroundPoint[] => (f.geometry.coordinates as LonLat[]).map(toGround)
const ring = (f: Feature): GroundPoint[] =>
  (f.geometry.coordinates as LonLat[][])[0]!.slice(0, -1).map(toGround)
