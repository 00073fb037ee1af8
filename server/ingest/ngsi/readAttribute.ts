import type { Points } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import type { Covers } from '../Covers.ts'
import { convert } from '../convert.ts'
import { type MappingTable, ngsiKey, type Rule } from '../mapping/MappingTable.ts'
import type { ReadOffer } from '../readOffer.ts'
import { readValue } from '../readValue.ts'
import { no, type Rejection } from '../rejection.ts'
import { timeOf } from '../timeOf.ts'
import { unitOfCode } from './unitCode.ts'

/** Members of an entity that are no attributes. */
export const NO_ATTRIBUTES: ReadonlySet<string> = new Set(['id', 'type', '@context', 'scope'])

/**
 * The sample in an attribute of an NGSI-LD entity (ETSI GS CIM 009, 4.5): normalised ({"type": "Property", "value"}),
 * concise ({"value"}) or a bare value. Null for what no live point of this sender can hold: relationships, places,
 * unmapped names, points outside its scope. `attributes` are all of the entity, among which a mapping may name the time.
 */
export function readAttribute(
  entity: string,
  name: string,
  attribute: unknown,
  table: MappingTable,
  points: Points,
  covers?: Covers,
  attributes: unknown = {},
): ReadOffer | Rejection | null {
  const rule = ruleOf(entity, name, table, points)
  if (!rule || (covers && !covers(rule.point))) return null
  const where = `${entity.slice(0, 100)} ${name.slice(0, 60)}`
  const { type = 'Property', value, unitCode, observedAt } = parts(attribute)
  if (type !== 'Property')
    return no('malformed', `${where}: must be a Property with a number, not a ${String(type)}`)
  const number = readValue(
    value,
    { ...rule, scale: 1, offset: 0 },
    points.spec[rule.point]!,
    `${where}: "value"`,
  )
  if (typeof number === 'object') return number
  const at = timeOf(rule, plain(attributes), observedAt, `${where} "observedAt"`)
  if (typeof at === 'object') return at
  if (typeof value === 'string') return { point: rule.point, value: number, at, quality: QUALITY.good }
  const converted = inOurUnit(number, unitCode, rule, points)
  if (converted === null)
    return no(
      'wrongUnit',
      `${where}: unitCode ${String(unitCode).slice(0, 20)} does not lead to ${points.spec[rule.point]!.unit}`,
    )
  return { point: rule.point, value: converted, at, quality: QUALITY.good }
}

/** By the mapping, or by our own names: the last part of the URN that is an asset, and the last part of the name as its point. */
function ruleOf(entity: string, name: string, table: MappingTable, points: Points): Rule | null {
  const mapped =
    table.ngsi.get(ngsiKey(entity, name)) ??
    table.ngsi.get(ngsiKey(decoded(entity), name)) ??
    table.ngsiWild.find(({ beginning, attribute }) => attribute === name && entity.startsWith(beginning))
      ?.rule
  if (mapped) return mapped
  const asset = assetOf(entity, points)
  if (asset === null) return null
  const point = points.find(asset, last(name.replaceAll('#', '/'), '/'))
  return point < 0 ? null : { point, scale: 1, offset: 0 }
}

/** The asset that a URN names: what comes behind it, such as the hour of an observation, is left aside. */
export function assetOf(entity: string, points: Points): string | null {
  const names = decoded(entity).split(':')
  for (let k = names.length - 1; k >= 0; k--) if (points.assetIndex(names[k]!) >= 0) return names[k]!
  return null
}

/** An id without the escapes of URIs: a broker may send 창원 either way. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
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

/** Attributes as their bare values, where a mapping looks for a time. */
function plain(attributes: unknown): unknown {
  if (typeof attributes !== 'object' || attributes === null) return {}
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const { value } = parts(attribute)
      // A DateTime may be wrapped once more: {"@type": "DateTime", "@value": …} (4.6.3).
      const inner = typeof value === 'object' && value !== null && '@value' in value ? value['@value'] : value
      return [name, inner]
    }),
  )
}

function last(text: string, separator: string): string {
  return text.slice(text.lastIndexOf(separator) + 1)
}
