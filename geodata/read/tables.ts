import type { Provenance } from '../../models/asset.ts'
import type { GroundPoint, Names } from '../../models/units.ts'
import { toGround } from '../projection.ts'
import { type Row, readCsv } from './csv.ts'
import { BadFile } from './Problems.ts'

/** What every source feature tells about itself: how sure its place is, who says so, and as of which day. */
export interface Sourced {
  readonly id: string
  readonly provenance: Provenance
  readonly source: string
  /** ISO day. */
  readonly date: string
}

/** A public car park; `onStreet` where its stalls lie along a street. */
export interface SourceCarPark extends Sourced {
  readonly name: Names
  readonly at: GroundPoint
  readonly stalls: number
  readonly onStreet: boolean
}

/** A charging station for cars. */
export interface SourceChargingStation extends Sourced {
  readonly name: Names
  readonly at: GroundPoint
}

/** A solar plant of the register; without `at` only its address is known. */
export interface SourceSolarPlant extends Sourced {
  readonly name: Names
  readonly kw: number
  readonly address: string
  readonly at?: GroundPoint
}

/** The city's public car parks: CSV name,owner,kind,stalls,…,lat,lon,date. Throws BadFile with line and remedy. */
export function readCarParks(file: string): SourceCarPark[] {
  return readCsv(file, ['name', 'kind', 'stalls', 'lat', 'lon']).map((row, i) => ({
    id: `car-park-${String(i + 1).padStart(2, '0')}`,
    provenance: 'surveyed',
    source: 'Changwon City, national standard data set of car parks (data.go.kr)',
    date: '2022-06-10',
    name: {
      ko: text(file, row, 'name'),
      en: `${text(file, row, 'name')} (public car park)`,
      ja: `${text(file, row, 'name')} (公営駐車場)`,
      zh: `${text(file, row, 'name')} (公共停车场)`,
    },
    onStreet: text(file, row, 'kind') === '노상',
    stalls: whole(file, row, 'stalls'),
    at: point(file, row, 'lon', 'lat'),
  }))
}

/** The register's solar plants: CSV name,kW,address,licensed,started,lat,lon; some have an address only. */
export function readSolarPlants(file: string): SourceSolarPlant[] {
  return readCsv(file, ['name', 'kW', 'address', 'started', 'lat', 'lon']).map((row, i) => ({
    id: `pv-${i + 1}`,
    provenance: 'approximate',
    source: `Gyeongnam register of solar plants over 1 MW and KOEN's data set${row.cells.started ? `; began ${row.cells.started}` : ''}; on which roofs is not known`,
    date: '2022-12-31',
    name: {
      ko: text(file, row, 'name'),
      en: `${text(file, row, 'name')} (PV plant)`,
      ja: `${text(file, row, 'name')} (太陽光発電所)`,
      zh: `${text(file, row, 'name')} (光伏电站)`,
    },
    kw: number(file, row, 'kW'),
    address: text(file, row, 'address'),
    ...(row.cells.lat && { at: point(file, row, 'lon', 'lat') }),
  }))
}

/** KEPCO's charging stations: CSV station,lat,lon. */
export function readChargingStations(file: string): SourceChargingStation[] {
  return readCsv(file, ['station', 'lat', 'lon']).map((row, i) => ({
    id: `charger-kepco-${String(i + 1).padStart(2, '0')}`,
    provenance: 'surveyed',
    source: 'KEPCO, charging stations (data.go.kr); chargers and their kW by judgement',
    date: '2022-07-18',
    name: {
      ko: `${text(file, row, 'station')} 충전소`,
      en: `${text(file, row, 'station')} (charging station)`,
      ja: `${text(file, row, 'station')} (充電ステーション)`,
      zh: `${text(file, row, 'station')} (充电站)`,
    },
    at: point(file, row, 'lon', 'lat'),
  }))
}

function text(file: string, { line, cells }: Row, key: string): string {
  const value = cells[key]?.trim()
  if (!value) throw new BadFile(file, [`line ${line}: ${key} is empty; fill it or drop the line`])
  return value
}

function number(file: string, row: Row, key: string): number {
  const value = Number(text(file, row, key))
  if (!Number.isFinite(value))
    throw new BadFile(file, [`line ${row.line}: ${key} is no number: "${row.cells[key]}"; correct it`])
  return value
}

function whole(file: string, row: Row, key: string): number {
  const value = number(file, row, key)
  if (!(Number.isInteger(value) && value > 0))
    throw new BadFile(file, [`line ${row.line}: ${key} must be a whole number over 0, not ${value}`])
  return value
}

function point(file: string, row: Row, lon: string, lat: string): GroundPoint {
  return toGround([number(file, row, lon), number(file, row, lat)])
}
