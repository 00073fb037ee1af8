import type { Instant } from '../../models/units.ts'
import { instantIn } from './zone.ts'

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?$/

/** What to do about a time without a zone. */
export const ZONE_REMEDY = 'it names no zone: add Z or +09:00'

const FORM =
  'must be an ISO 8601 time in UTC or with its zone, as 2026-11-28T13:05:00+09:00, or milliseconds since 1970'

/** How a mapping says that times are written. */
export interface TimeForm {
  /** `iso`, `s`, `ms`, `us`, `ns`, or a pattern of yyyy MM dd HH mm ss SSS; ISO 8601 or milliseconds when left out. */
  readonly format?: string | undefined
  /** Zone of times that name none: Asia/Seoul, +09:00, Z. */
  readonly zone?: string | undefined
}

/** Milliseconds since 1970, or a sentence on what is wrong. Without a zone in text or form a time is refused: whose clock it was cannot be guessed. */
export function readTime(stated: unknown, { format, zone }: TimeForm = {}): Instant | string {
  const scale = format === undefined ? 1 : SCALES[format]
  if (scale !== undefined && (typeof stated === 'number' || isDigits(stated, format))) {
    const at = Number(stated) * scale
    return Number.isFinite(at) ? at : 'must be a finite number'
  }
  if (typeof stated !== 'string' || stated.length > 64) return FORM
  if (format !== undefined && format !== 'iso')
    return SCALES[format] === undefined ? readPattern(stated, format, zone) : `must be a number (${format})`
  const match = ISO.exec(stated.trim())
  if (!match) return FORM
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = match
  const ms = Number(`0.${fraction || '0'}`) * 1000
  const fields = [year, month, day, hour, minute, second].map(Number) as unknown as Fields
  return instantOf(fields, ms, offset ?? zone)
}

/** Milliseconds of a unit of `format`. */
const SCALES: Readonly<Record<string, number>> = { s: 1000, ms: 1, us: 1e-3, ns: 1e-6 }

type Fields = readonly [
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
]

const TOKENS = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'] as const

/** True for a format that `readTime` can follow. */
export function isTimeFormat(format: string): boolean {
  return (
    format === 'iso' ||
    Object.hasOwn(SCALES, format) ||
    ['yyyy', 'MM', 'dd'].every(token => format.includes(token))
  )
}

function readPattern(text: string, pattern: string, zone: string | undefined): Instant | string {
  const names: string[] = []
  const source = pattern
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/yyyy|MM|dd|HH|mm|ss|S{1,9}/g, token => {
      names.push(token)
      return `(\\d{${token.length}})`
    })
  const match = new RegExp(`^${source}$`).exec(text.trim())
  if (!match) return `must look like ${pattern}`
  const of = (token: string): number => Number(match[names.indexOf(token) + 1] ?? 0)
  const fraction = match[names.findIndex(name => name.startsWith('S')) + 1]
  const hasFraction = names.some(name => name.startsWith('S'))
  return instantOf(
    TOKENS.map(token => (names.includes(token) ? of(token) : 0)) as unknown as Fields,
    hasFraction ? Number(`0.${fraction}`) * 1000 : 0,
    zone,
  )
}

function instantOf(fields: Fields, ms: number, zone: string | undefined): Instant | string {
  const [year, month, day, hour, minute, second] = fields
  const wall = Date.UTC(year, month - 1, day, hour, minute, second) + Math.floor(ms)
  const back = new Date(wall)
  const real =
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  if (!real) return 'is no time that there is'
  if (zone === undefined) return ZONE_REMEDY
  return instantIn(zone, wall) ?? `has a zone that nobody knows: ${zone.slice(0, 40)}`
}

/** A number written as text; without a format only one so long that it is no year. */
function isDigits(stated: unknown, format: string | undefined): boolean {
  return (
    typeof stated === 'string' && (format === undefined ? /^\d{11,16}$/ : /^-?\d{1,20}(\.\d+)?$/).test(stated)
  )
}
