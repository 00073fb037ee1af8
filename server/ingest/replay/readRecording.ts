import { readCsv } from '../../../geodata/read/csv.ts'
import { BadFile } from '../../../geodata/read/Problems.ts'
import { readText } from '../../../geodata/read/readText.ts'
import type { Points } from '../../../models/points.ts'
import type { Instant } from '../../../models/units.ts'
import { readIncident } from '../../history/readIncident.ts'
import type { Offer } from '../Offer.ts'
import { type ReadOffer, readOffer } from '../readOffer.ts'
import { readTime, ZONE_REMEDY } from '../readTime.ts'

/** Columns a CSV must have; part, unit and quality may be added. */
const COLUMNS = ['at', 'asset', 'point', 'value'] as const
/** Rows of an NDJSON file read at most; of CSV the reader's own bound holds. */
const MOST_ROWS = 1_000_000
const MOST_PROBLEMS = 20

/** A recorded file: its samples by time, and what in it is not of this site. */
export interface Recording {
  readonly samples: readonly ReadOffer[]
  /** Rows that name no point here, or no value in a known unit; the first of them in words. */
  readonly skipped: number
  readonly firstSkipped: string | null
}

/** Read an incident (.twin), or a CSV (.csv) or NDJSON file of samples. Throws BadFile with lines and remedies when it is none, or when nothing in it is of this site. */
export function readRecording(file: string, points: Points): Recording {
  if (/\.twin$/i.test(file)) return readIncident(file, points)
  const rows = /\.csv$/i.test(file) ? csvRows(file) : lineRows(file)
  const samples: ReadOffer[] = []
  let skipped = 0
  let firstSkipped: string | null = null
  for (const { line, offer } of rows) {
    const read = readOffer(offer, points)
    if (!('reason' in read)) samples.push(read)
    else if (skipped++ === 0) firstSkipped = `line ${line}: ${read.detail}`
  }
  if (samples.length === 0) throw new BadFile(file, [firstSkipped ?? 'it holds no samples'])
  return { samples: samples.sort((a, b) => a.at - b.at), skipped, firstSkipped }
}

interface Row {
  readonly line: number
  readonly offer: Offer & { readonly at: Instant }
}

function csvRows(file: string): Row[] {
  const problems: string[] = []
  const rows = readCsv(file, COLUMNS).map(({ line, cells }) => {
    const { at = '', asset, point, value = '', part, unit, quality } = cells
    const offer = {
      at: instantOf(at),
      asset,
      point,
      value: value.trim() === '' ? Number.NaN : Number(value),
      ...(part ? { part: Number(part) } : {}),
      ...(unit ? { unit } : {}),
      ...(quality ? { quality } : {}),
    }
    if (Number.isNaN(offer.at)) problems.push(`line ${line}: ${untimed(at)}`)
    return { line, offer }
  })
  check(file, problems)
  return rows
}

function lineRows(file: string): Row[] {
  const problems: string[] = []
  const rows: Row[] = []
  for (const [k, text] of readText(file).split('\n').entries()) {
    if (text.trim() === '') continue
    if (rows.length === MOST_ROWS) throw new BadFile(file, [`it has over ${MOST_ROWS} samples; split it`])
    const offer = parse(text)
    const at = offer ? instantOf(offer.at) : Number.NaN
    if (!offer) problems.push(`line ${k + 1}: must be a JSON object with asset, point, value and at`)
    else if (Number.isNaN(at)) problems.push(`line ${k + 1}: ${untimed(String(offer.at))}`)
    else rows.push({ line: k + 1, offer: { ...offer, at } })
  }
  check(file, problems)
  return rows
}

function parse(text: string): Offer | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

function instantOf(at: unknown): Instant {
  const instant = readTime(at)
  return typeof instant === 'string' ? Number.NaN : instant
}

function untimed(at: string): string {
  const why = readTime(at)
  return why === ZONE_REMEDY
    ? `"at" ${at.slice(0, 30)}: ${ZONE_REMEDY}`
    : `"at" must be milliseconds or an ISO 8601 time, not ${at.slice(0, 30)}`
}

function check(file: string, problems: readonly string[]): void {
  if (problems.length > 0)
    throw new BadFile(file, problems.slice(0, MOST_PROBLEMS), Math.max(0, problems.length - MOST_PROBLEMS))
}
