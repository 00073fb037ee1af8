import { BadFile } from '../../../geodata/read/Problems.ts'
import type { Points } from '../../../models/points.ts'
import { convert } from '../convert.ts'
import type { TimeForm } from '../readTime.ts'
import { expandParts } from './expandParts.ts'
import { type Step, stepsOf } from './path.ts'
import { type MappingEntry, mappingSchema } from './schema.ts'

/** Where a foreign value goes: point index, and value × scale + offset in the unit of the point. */
export interface Rule {
  readonly point: number
  readonly scale: number
  readonly offset: number
  /** Which text is which state, also by its small letters. */
  readonly states?: ReadonlyMap<string, number> | undefined
  /** How its times are stated; `arrival` for a source whose clock is wrong. */
  readonly time?: RuleTime | 'arrival' | undefined
}

/** Where the time of a value is, and how it is written. */
export interface RuleTime extends TimeForm {
  readonly steps?: readonly Step[] | undefined
}

/** A rule for one place in the JSON of a topic. */
export interface TopicRule extends Rule {
  readonly path: readonly Step[]
}

/** A rule for entities whose ids begin alike. */
export interface WildRule {
  readonly beginning: string
  readonly attribute: string
  readonly rule: Rule
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
  readonly ngsiWild: WildRule[] = []
  readonly datastreams = new Map<string, Rule>()
  readonly opcua = new Map<string, Rule>()
  size = 0
  /** Points that are timed at arrival because their source's clock is wrong. */
  atArrival = 0
}

/** Read the text of a mapping file. Throws BadFile that names each entry, what is wrong with it and what to do. */
export function readMapping(file: string, text: string, points: Points): MappingTable {
  const written = parseJson(file, text)
  const lines = expandParts(linesOf(written), points)
  const parsed = mappingSchema.safeParse(
    lines.length === 0 ? written : { ...(written as object), points: lines.map(({ line }) => line) },
  )
  if (!parsed.success)
    fail(file, [
      ...new Set(
        parsed.error.issues.map(({ path, message }) => `${place(asWritten(path, lines))}: ${message}`),
      ),
    ])
  const table = new MappingTable()
  const problems: string[] = []
  const names = new Map<string, number>()
  const fed = new Map<number, number>()
  for (const [n, entry] of parsed.data!.points.entries()) {
    const k = lines[n]!.k
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
  if (rule.time === 'arrival') table.atArrival++
  const { mqtt, sparkplug, ngsi, datastream, opcua } = from
  if (mqtt) {
    const rules = table.topics.get(mqtt.topic) ?? []
    rules.push({ ...rule, path: stepsOf(mqtt.path) })
    table.topics.set(mqtt.topic, rules)
  } else if (sparkplug) {
    const { group, node, device = null, metric } = sparkplug
    table.sparkplug.set(sparkplugKey(group, node, device, metric), rule)
    for (const whole of device === null
      ? [`${group}/${node}`]
      : [`${group}/${node}`, `${group}/${node}/${device}`])
      table.sparkplugPoints.set(whole, [...(table.sparkplugPoints.get(whole) ?? []), rule.point])
  } else if (ngsi?.entity.endsWith('*'))
    table.ngsiWild.push({ beginning: ngsi.entity.slice(0, -1), attribute: ngsi.attribute, rule })
  else if (ngsi) table.ngsi.set(ngsiKey(ngsi.entity, ngsi.attribute), rule)
  else if (datastream !== undefined) table.datastreams.set(String(datastream), rule)
  else if (opcua !== undefined) table.opcua.set(opcua, rule)
}

/** The rule of an entry, or the place in it and what is wrong there. */
function ruleOf(entry: MappingEntry, points: Points): Rule | string {
  const { to, scale, offset, unit } = entry
  const asset = points.assetIndex(to.asset)
  if (asset < 0) return `to.asset: no asset ${to.asset}; GET /api/site lists them`
  const point = points.find(to.asset, to.point, to.part ?? 0)
  if (point < 0) {
    const known = new Set(points.name.slice(points.first[asset]!, points.first[asset + 1]!))
    return known.has(to.point)
      ? `to.part: ${to.asset}/${to.point} has no part ${to.part}`
      : `to.point: ${to.asset} has no point ${to.point}; it has ${[...known].join(', ')}`
  }
  const more = { ...statesOf(entry), ...timeOf(entry) }
  if (unit === undefined) return { point, scale, offset, ...more }
  const wanted = points.spec[point]!.unit
  const zero = convert(0, unit, wanted)
  const one = convert(1, unit, wanted)
  if (zero === null || one === null)
    return `unit: ${unit} does not convert to ${wanted}, the unit of ${to.asset}/${to.point}; use scale and offset`
  return { point, scale: scale * (one - zero), offset: offset * (one - zero) + zero, ...more }
}

function statesOf({ states }: MappingEntry): Pick<Rule, 'states'> {
  if (!states) return {}
  const small = Object.entries(states).map(([text, code]) => [text.trim().toLowerCase(), code] as const)
  return { states: new Map([...small, ...Object.entries(states)]) }
}

function timeOf({ time }: MappingEntry): Pick<Rule, 'time'> {
  if (time === undefined || time === 'arrival') return time === undefined ? {} : { time }
  const { path, format, zone } = time
  return { time: { format, zone, steps: path === undefined ? undefined : stepsOf(path) } }
}

/** The list of a file that holds one, to be expanded; whatever else it is, the schema says. */
function linesOf(written: unknown): readonly unknown[] {
  const { points } = (written ?? {}) as { points?: unknown }
  return Array.isArray(points) ? points : []
}

/** The place of a problem by the lines as they were written. */
function asWritten(
  path: readonly PropertyKey[],
  lines: readonly { readonly k: number }[],
): readonly PropertyKey[] {
  const [list, n, ...rest] = path
  return list === 'points' && typeof n === 'number' ? [list, lines[n]?.k ?? n, ...rest] : path
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
