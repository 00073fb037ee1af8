import type { Points } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { type Covers, notCovered } from '../Covers.ts'
import type { MappingTable, Rule } from '../mapping/MappingTable.ts'
import type { ReadOffer } from '../readOffer.ts'
import { no, type Rejection } from '../rejection.ts'

/** The sample in an observation of a datastream (OGC 18-088 SensorThings 1.1, 8.2.7): a numeric result at a phenomenon time, or the end of an interval. */
export function readObservation(
  datastream: unknown,
  result: unknown,
  phenomenonTime: unknown,
  table: MappingTable,
  points: Points,
  covers?: Covers,
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
  const number = typeof result === 'boolean' ? Number(result) : result
  if (typeof number !== 'number' || !Number.isFinite(number))
    return no('notANumber', `Datastream ${datastream}: "result" must be a finite number`)
  const at = phenomenonTime === undefined || phenomenonTime === null ? Number.NaN : instantOf(phenomenonTime)
  if (at === null)
    return no(
      'malformed',
      `Datastream ${datastream}: "phenomenonTime" must be an ISO 8601 time or an interval a/b`,
    )
  return { point: rule.point, value: number * rule.scale + rule.offset, at, quality: QUALITY.good }
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

function instantOf(time: unknown): number | null {
  if (typeof time !== 'string' || time.length > 80) return null
  const at = Date.parse(time.slice(time.indexOf('/') + 1))
  return Number.isNaN(at) ? null : at
}
