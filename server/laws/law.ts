import type { OptionSpecs, Question } from './options.ts'

/** One line of an answer. */
export type Row = Readonly<Record<string, string | number>>

/** A law on the command line: what it tells, what it takes, and its answer. */
export interface Law {
  readonly tells: string
  readonly takes: OptionSpecs
  readonly ask: (question: Question) => readonly Row[]
}

/** The middle of the complex, for options left out. */
export const PLACE = {
  lat: { kind: 'number', what: 'latitude, degrees', least: -90, most: 90, otherwise: 35.21 },
  lon: { kind: 'number', what: 'longitude, degrees', least: -180, most: 180, otherwise: 128.66 },
} as const satisfies OptionSpecs

/** Tilt and azimuth of a plane. */
export const PLANE = {
  tilt: { kind: 'number', what: 'tilt of the plane, degrees', least: 0, most: 180, otherwise: 15 },
  azimuth: {
    kind: 'number',
    what: 'azimuth it faces, degrees from north',
    least: 0,
    most: 360,
    otherwise: 180,
  },
} as const satisfies OptionSpecs

/** A figure as the table shows it; a dash where there is none. */
export function show(value: number, digits = 1): string {
  if (Number.isNaN(value)) return '–'
  return Number.isFinite(value) ? value.toFixed(digits) : value > 0 ? '∞' : '-∞'
}

/** Every figure of an object as show has it. */
export function shown(values: object, digits = 1): Row {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? show(value, digits) : `${value}`,
    ]),
  )
}

/** An object as rows of item and value. */
export function items(values: object, digits = 1): Row[] {
  return Object.entries(shown(values, digits)).map(([item, value]) => ({ item, value }))
}

/** Clock of an instant in Korea, hh:mm:ss. */
export function koreanClock(at: number): string {
  return new Date(at + 9 * 3_600_000).toISOString().slice(11, 19)
}
