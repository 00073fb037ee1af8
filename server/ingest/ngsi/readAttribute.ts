import type { Points } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import type { Covers } from '../Covers.ts'
import { convert } from '../convert.ts'
import { type MappingTable, ngsiKey, type Rule } from '../mapping/MappingTable.ts'
import type { ReadOffer } from '../readOffer.ts'
import { no, type Rejection } from '../rejection.ts'
import { unitOfCode } from './unitCode.ts'

/** Members of an entity that are no attributes. */
export const NO_ATTRIBUTES: ReadonlySet<string> = new Set(['id', 'type', '@context', 'scope'])

/**
 * The sample in an attribute of an NGSI-LD entity (ETSI GS CIM 009, 4.5): normalised ({"type": "Property", "value"}),
 * concise ({"value"}) or a bare value. Null for what no live point of this sender can hold: relationships, places, texts,
 * unmapped names, points outside its scope.
 */
export function readAttribute(
  entity: string,
  name: string,
  attribute: unknown,
  table: MappingTable,
  points: Points,
  covers?: Covers,
): ReadOffer | Rejection | null {
  const rule = ruleOf(entity, name, table, points)
  if (!rule || (covers && !covers(rule.point))) return null
  const where = `${entity.slice(0, 100)} ${name.slice(0, 60)}`
  const { type = 'Property', value, unitCode, observedAt } = parts(attribute)
  if (type !== 'Property')
    return no('malformed', `${where}: must be a Property with a number, not a ${String(type)}`)
  const number = typeof value === 'boolean' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number))
    return no('notANumber', `${where}: "value" must be a finite number`)
  const at = observedAt === undefined ? Number.NaN : instantOf(observedAt)
  if (at === null)
    return no('malformed', `${where}: "observedAt" must be an ISO 8601 time in UTC, as 2026-05-12T03:00:00Z`)
  const converted = inOurUnit(number, unitCode, rule, points)
  if (converted === null)
    return no(
      'wrongUnit',
      `${where}: unitCode ${String(unitCode).slice(0, 20)} does not lead to ${points.spec[rule.point]!.unit}`,
    )
  return { point: rule.point, value: converted, at, quality: QUALITY.good }
}

/** By the mapping, or by our own names: the last part of the URN is the asset, the last part of the name its point. */
function ruleOf(entity: string, name: string, table: MappingTable, points: Points): Rule | null {
  const mapped = table.ngsi.get(ngsiKey(entity, name))
  if (mapped) return mapped
  const point = points.find(last(entity, ':'), last(name.replaceAll('#', '/'), '/'))
  return point < 0 ? null : { point, scale: 1, offset: 0 }
}

/** A line of the mapping that scales is explicit and wins over the unit an attribute states. */
function inOurUnit(
  value: number,
  code: unknown,
  { point, scale, offset }: Rule,
  points: Points,
): number | null {
  if (code === undefined || scale !== 1 || offset !== 0) return value * scale + offset
  const unit = typeof code === 'string' ? unitOfCode(code) : null
  return unit === null ? null : convert(value, unit, points.spec[point]!.unit)
}

function parts(attribute: unknown): {
  type?: unknown
  value?: unknown
  unitCode?: unknown
  observedAt?: unknown
} {
  return typeof attribute === 'object' && attribute !== null ? attribute : { value: attribute }
}

/** NGSI-LD times are UTC with a Z (4.6.3). */
function instantOf(text: unknown): number | null {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?Z$/.test(text))
    return null
  const at = Date.parse(text.replace(',', '.'))
  return Number.isNaN(at) ? null : at
}

function last(text: string, separator: string): string {
  return text.slice(text.lastIndexOf(separator) + 1)
}
