import type { Points } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { type Covers, notCovered } from '../Covers.ts'
import type { MappingTable, Rule } from '../mapping/MappingTable.ts'
import type { ReadOffer } from '../readOffer.ts'
import { readTime } from '../readTime.ts'
import { readValue } from '../readValue.ts'
import { no, type Rejection } from '../rejection.ts'
import { timeOf } from '../timeOf.ts'

/** The sample in an observation of a datastream (OGC 18-088 SensorThings 1.1, 8.2.7): a numeric result at a phenomenon time, or the end of an interval. */
export function readObservation(
  datastream: unknown,
  result: unknown,
  phenomenonTime: unknown,
  table: MappingTable,
  points: Points,
  covers?: Covers,
  resultQuality?: unknown,
): ReadOffer | Rejection {
  if (typeof datastream !== 'string' && typeof datastream !== 'number')
    return no('malformed', 'an observation needs "Datastream": {"@iot.id": …}')
  const rule = ruleOf(String(datastream), table, points)
  if (covers && !(rule && covers(rule.point))) return notCovered(`Datastream ${datastream}`)
  if (!rule)
    return no(
      'unknownPoint',
      `no Datastream ${String(datastream).slice(0, 80)}; it must be in the mapping file, or be asset/point[/part]`,
    )
  const where = `Datastream ${datastream}`
  const value = readValue(result, rule, points.spec[rule.point]!, `${where}: "result"`)
  if (typeof value === 'object') return value
  const at = timeOf(rule, {}, endOf(phenomenonTime), `${where}: "phenomenonTime"`)
  if (typeof at === 'object') return at
  const quality = qualityOf(resultQuality)
  if (quality === null)
    return no(
      'badQuality',
      `${where}: "resultQuality" must say good or bad, not ${JSON.stringify(resultQuality).slice(0, 60)}`,
    )
  return { point: rule.point, value, at, quality }
}

/** A time, or the end of an interval: then the result was known. */
function endOf(time: unknown): unknown {
  if (time === undefined || time === null) return undefined
  if (typeof time !== 'string' || !time.includes('/')) return time
  const [from = '', to = '', ...more] = time.split('/')
  return more.length > 0 || typeof readTime(from, { zone: 'Z' }) === 'string' ? '' : to
}

const GOOD = new Set(['good', 'ok', 'valid', 'validated', 'pass', 'passed', 'true', '192'])
const BAD = new Set([
  'bad',
  'invalid',
  'error',
  'erroneous',
  'fail',
  'failed',
  'missing',
  'suspect',
  'questionable',
  'false',
  '0',
])

/** Good, bad, or null for a word that says neither; quality may be a text, a number or a DQ_Element with its result (18-088, 8.2.7). */
function qualityOf(stated: unknown, depth = 0): number | null {
  if (stated === undefined || stated === null) return QUALITY.good
  if (Array.isArray(stated)) {
    const all = stated.map(each => qualityOf(each, depth + 1))
    return all.includes(QUALITY.bad) ? QUALITY.bad : all.includes(null) ? null : QUALITY.good
  }
  if (typeof stated === 'object') {
    if (depth > 4) return null
    const { pass, code, value, result, DQ_Result, DQ_Status, status, quality } = stated as Record<
      string,
      unknown
    >
    const inner = pass ?? code ?? value ?? result ?? DQ_Result ?? DQ_Status ?? status ?? quality
    return inner === undefined ? null : qualityOf(inner, depth + 1)
  }
  const word = String(stated).trim().toLowerCase()
  return GOOD.has(word) ? QUALITY.good : BAD.has(word) ? QUALITY.bad : null
}

/** By the mapping, or by our own names: asset/point[/part]. */
function ruleOf(id: string, table: MappingTable, points: Points): Rule | null {
  const mapped = table.datastreams.get(id)
  if (mapped) return mapped
  const [asset = '', name = '', part = '0', ...more] = id.split('/')
  if (more.length > 0 || !/^\d{1,5}$/.test(part)) return null
  const point = points.find(asset, name, Number(part))
  return point < 0 ? null : { point, scale: 1, offset: 0 }
}
