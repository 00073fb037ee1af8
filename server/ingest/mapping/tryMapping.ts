import type { Points } from '../../../models/points.ts'
import type { Tried } from '../../../models/tried.ts'
import { readAttribute } from '../ngsi/readAttribute.ts'
import { readValue } from '../readValue.ts'
import type { Rejection } from '../rejection.ts'
import { readObservation } from '../sensorThings/readObservation.ts'
import { timeOf } from '../timeOf.ts'
import { type MappingTable, type Rule, sparkplugKey } from './MappingTable.ts'
import { pathText, valueAt } from './path.ts'

/** A message as it was recorded, of one door. */
export type Recorded =
  | { readonly topic: string; readonly payload: unknown }
  | { readonly entity: Readonly<Record<string, unknown>> }
  | {
      readonly datastream: string | number
      readonly result: unknown
      readonly phenomenonTime?: unknown
      readonly resultQuality?: unknown
    }
  | {
      readonly sparkplug: {
        readonly group: string
        readonly node: string
        readonly device?: string | undefined
        readonly metric: string
      }
      readonly value: unknown
    }
  | { readonly node: string; readonly value: unknown; readonly time?: unknown }

/** Try a mapping on a recorded message: what would be taken and what not, range and unit included. */
export function tryMapping(table: MappingTable, points: Points, message: Recorded): Tried[] {
  if ('topic' in message) return tryTopic(table, points, message)
  if ('entity' in message) {
    const { id, ...attributes } = message.entity
    return Object.entries(attributes).flatMap(([name, attribute]) => {
      const read = readAttribute(String(id), name, attribute, table, points, undefined, attributes)
      return read ? [told(points, name, read)] : []
    })
  }
  if ('datastream' in message) {
    const { datastream, result, phenomenonTime, resultQuality } = message
    const read = readObservation(datastream, result, phenomenonTime, table, points, undefined, resultQuality)
    return [told(points, `Datastream ${datastream}`, read)]
  }
  if ('sparkplug' in message) {
    const { group, node, device = null, metric } = message.sparkplug
    const name = `${[group, node, device].filter(Boolean).join('/')} ${metric}`
    const rule = table.sparkplug.get(sparkplugKey(group, node, device, metric))
    if (!rule) return [{ from: name, refused: 'no line of the mapping names this metric' }]
    return [told(points, name, byRule(rule, message.value, message, undefined, points, name), rule.point)]
  }
  const rule = table.opcua.get(message.node)
  if (!rule) return [{ from: message.node, refused: 'no line of the mapping names this node' }]
  return [
    told(points, message.node, byRule(rule, message.value, message, message.time, points, message.node)),
  ]
}

function tryTopic(
  table: MappingTable,
  points: Points,
  { topic, payload }: { topic: string; payload: unknown },
): Tried[] {
  const rules = table.topics.get(topic)
  if (!rules) return [{ from: topic, refused: 'no line of the mapping names this topic' }]
  return rules.map(rule => {
    const from = `${topic} ${pathText(rule.path)}`
    const raw = valueAt(payload, rule.path)
    if (raw === undefined) return { from, ...nameOf(points, rule.point), refused: 'nothing is at this path' }
    return told(points, from, byRule(rule, raw, payload, undefined, points, from), rule.point)
  })
}

function byRule(rule: Rule, raw: unknown, message: unknown, stated: unknown, points: Points, where: string) {
  const value = readValue(raw, rule, points.spec[rule.point]!, where)
  if (typeof value === 'object') return value
  const at = timeOf(rule, message, stated, `the time of ${where}`)
  return typeof at === 'object' ? at : { point: rule.point, value, at }
}

type Read = { readonly point: number; readonly value: number; readonly at: number } | Rejection

function told(points: Points, from: string, read: Read, point?: number): Tried {
  if ('reason' in read)
    return { from, ...(point !== undefined && nameOf(points, point)), refused: read.detail }
  const { range, unit } = points.spec[read.point]!
  const found = {
    from,
    ...nameOf(points, read.point),
    value: read.value,
    unit,
    at: Number.isNaN(read.at) ? 'arrival' : new Date(read.at).toISOString(),
  }
  const fits = read.value >= range[0] && read.value <= range[1]
  return fits ? found : { ...found, refused: `outside ${range[0]} to ${range[1]} ${unit}` }
}

function nameOf(points: Points, i: number): Pick<Tried, 'asset' | 'point' | 'part'> {
  return { asset: points.assetIds[points.asset[i]!]!, point: points.name[i]!, part: points.part[i]! }
}
