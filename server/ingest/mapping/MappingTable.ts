import { BadFile } from '../../../geodata/read/Problems.ts'
import type { Points } from '../../../models/points.ts'
import { convert } from '../convert.ts'
import { type MappingEntry, mappingSchema } from './schema.ts'

/** Where a foreign value goes: point index, and value × scale + offset in the unit of the point. */
export interface Rule {
  readonly point: number
  readonly scale: number
  readonly offset: number
}

/** A rule for one place in the JSON of a topic. */
export interface TopicRule extends Rule {
  readonly path: readonly (string | number)[]
}

/** Problems named at most; the rest are counted. */
const MOST_PROBLEMS = 20

/** Foreign names and where they go, ready for look-up. Never changed: a new file makes a new table. */
export class MappingTable {
  readonly topics = new Map<string, TopicRule[]>()
  readonly sparkplug = new Map<string, Rule>()
  /** Points that metrics of a Sparkplug node, or of one of its devices, feed; by group/node[/device]. */
  readonly sparkplugPoints = new Map<string, number[]>()
  readonly ngsi = new Map<string, Rule>()
  readonly datastreams = new Map<string, Rule>()
  readonly opcua = new Map<string, Rule>()
  size = 0
}

/** Read the text of a mapping file. Throws BadFile that names each entry, what is wrong with it and what to do. */
export function readMapping(file: string, text: string, points: Points): MappingTable {
  const parsed = mappingSchema.safeParse(parseJson(file, text))
  if (!parsed.success)
    fail(
      file,
      parsed.error.issues.map(({ path, message }) => `${place(path)}: ${message}`),
    )
  const table = new MappingTable()
  const problems: string[] = []
  const names = new Map<string, number>()
  const fed = new Map<number, number>()
  for (const [k, entry] of parsed.data!.points.entries()) {
    const rule = ruleOf(entry, points)
    const name = JSON.stringify(entry.from)
    if (typeof rule === 'string') problems.push(`points[${k}].${rule}`)
    else if (names.has(name))
      problems.push(`points[${k}].from: is already in points[${names.get(name)}]; remove one of them`)
    else if (fed.has(rule.point))
      problems.push(
        `points[${k}].to: is already fed by points[${fed.get(rule.point)}]; two names for one point would fight`,
      )
    else {
      names.set(name, k)
      fed.set(rule.point, k)
      add(table, entry, rule)
    }
  }
  if (problems.length > 0) fail(file, problems)
  return table
}

/** Key of a Sparkplug metric; ids hold no slash, so it is unambiguous. */
export function sparkplugKey(group: string, node: string, device: string | null, metric: string): string {
  return `${group}/${node}/${device ?? ''}/${metric}`
}

/** Key of an NGSI-LD attribute. */
export function ngsiKey(entity: string, attribute: string): string {
  return `${entity} ${attribute}`
}

function add(table: MappingTable, { from }: MappingEntry, rule: Rule): void {
  table.size++
  const { mqtt, sparkplug, ngsi, datastream, opcua } = from
  if (mqtt) {
    const rules = table.topics.get(mqtt.topic) ?? []
    rules.push({ ...rule, path: steps(mqtt.path) })
    table.topics.set(mqtt.topic, rules)
  } else if (sparkplug) {
    const { group, node, device = null, metric } = sparkplug
    table.sparkplug.set(sparkplugKey(group, node, device, metric), rule)
    for (const whole of device === null
      ? [`${group}/${node}`]
      : [`${group}/${node}`, `${group}/${node}/${device}`])
      table.sparkplugPoints.set(whole, [...(table.sparkplugPoints.get(whole) ?? []), rule.point])
  } else if (ngsi) table.ngsi.set(ngsiKey(ngsi.entity, ngsi.attribute), rule)
  else if (datastream !== undefined) table.datastreams.set(String(datastream), rule)
  else if (opcua !== undefined) table.opcua.set(opcua, rule)
}

/** The rule of an entry, or the place in it and what is wrong there. */
function ruleOf({ to, scale, offset, unit }: MappingEntry, points: Points): Rule | string {
  const asset = points.assetIndex(to.asset)
  if (asset < 0) return `to.asset: no asset ${to.asset}; GET /api/site lists them`
  const point = points.find(to.asset, to.point, to.part ?? 0)
  if (point < 0) {
    const known = new Set(points.name.slice(points.first[asset]!, points.first[asset + 1]!))
    return known.has(to.point)
      ? `to.part: ${to.asset}/${to.point} has no part ${to.part}`
      : `to.point: ${to.asset} has no point ${to.point}; it has ${[...known].join(', ')}`
  }
  if (unit === undefined) return { point, scale, offset }
  const wanted = points.spec[point]!.unit
  const zero = convert(0, unit, wanted)
  const one = convert(1, unit, wanted)
  if (zero === null || one === null)
    return `unit: ${unit} does not convert to ${wanted}, the unit of ${to.asset}/${to.point}; use scale and offset`
  return { point, scale: scale * (one - zero), offset: offset * (one - zero) + zero }
}

function steps(path: string): (string | number)[] {
  return [...path.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index))
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return fail(file, [`${(error as Error).message}; it must be JSON`])
  }
}

function place(path: readonly PropertyKey[]): string {
  const text = path.map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return text.replace(/^\./, '') || 'the file'
}

function fail(file: string, problems: string[]): never {
  throw new BadFile(file, problems.slice(0, MOST_PROBLEMS), Math.max(0, problems.length - MOST_PROBLEMS))
}
