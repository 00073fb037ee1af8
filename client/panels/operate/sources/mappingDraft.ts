/** One line of a mapping as its file holds it (server/ingest/mapping/schema.ts); what this screen has no field for stays as it is. */
export interface MappingLine {
  readonly from: Readonly<Record<string, unknown>>
  readonly to: Readonly<Record<string, unknown>>
  readonly [more: string]: unknown
}

/** The doors that foreign names come by, and the fields of a name of each; an empty field is left out. */
export const NAMES = {
  mqtt: ['topic', 'path'],
  ngsi: ['entity', 'attribute'],
  datastream: ['id'],
  opcua: ['node'],
  sparkplug: ['group', 'node', 'device', 'metric'],
} as const
export type NameDoor = keyof typeof NAMES
export const NAME_DOORS = Object.keys(NAMES) as NameDoor[]

/** The line as fields of text. */
export interface LineDraft {
  readonly door: NameDoor
  readonly name: Readonly<Record<string, string>>
  readonly asset: string
  readonly point: string
  readonly part: string
  readonly scale: string
  readonly offset: string
  readonly unit: string
  /** One state a line: `free = 0`. */
  readonly states: string
  /** `arrival`, JSON of {"path", "format", "zone"}, or empty. */
  readonly time: string
  /** Members of the line and of its `to` that have no field. */
  readonly rest: Readonly<Record<string, unknown>>
  readonly restTo: Readonly<Record<string, unknown>>
}

/** A line of which nothing is said yet. */
export function emptyLine(): MappingLine {
  return { from: { mqtt: { topic: '', path: '$' } }, to: { asset: '', point: '' } }
}

/** The fields of a line. */
export function draftOf({ from, to, ...more }: MappingLine): LineDraft {
  const door = NAME_DOORS.find(each => from[each] !== undefined) ?? 'mqtt'
  const named = from[door]
  const name = isObject(named)
    ? Object.fromEntries(Object.entries(named).map(([key, value]) => [key, text(value)]))
    : { [NAMES[door][0]]: text(named) }
  const { asset, point, part, ...restTo } = to
  const { scale, offset, unit, states, time, ...rest } = more
  return {
    door,
    name,
    asset: text(asset),
    point: text(point),
    part: text(part),
    scale: text(scale),
    offset: text(offset),
    unit: text(unit),
    states: Object.entries((states ?? {}) as object)
      .map(([state, code]) => `${state} = ${code}`)
      .join('\n'),
    time: isObject(time) ? JSON.stringify(time) : text(time),
    rest,
    restTo,
  }
}

/** The line of these fields. What is no number or no JSON stays text, so that the server says what it should be. */
export function lineOf(draft: LineDraft): MappingLine {
  const { door, name, asset, point, part, scale, offset, unit, states, time, rest, restTo } = draft
  const given = Object.fromEntries(NAMES[door].flatMap(key => (name[key] ? [[key, name[key]]] : [])))
  const single = door === 'datastream' || door === 'opcua'
  const lines = states.split('\n').filter(line => line.trim() !== '')
  return {
    from: { [door]: single ? (name[NAMES[door][0]] ?? '') : given },
    to: { asset, point, ...(part !== '' && { part: number(part) }), ...restTo },
    ...(scale !== '' && { scale: number(scale) }),
    ...(offset !== '' && { offset: number(offset) }),
    ...(unit !== '' && { unit }),
    ...(lines.length > 0 && { states: Object.fromEntries(lines.map(stateOf)) }),
    ...(time.trim() !== '' && { time: json(time) }),
    ...rest,
  }
}

/** The foreign name of a line, for lists. */
export function nameOf({ from }: MappingLine): string {
  const { door, name } = draftOf({ from, to: {} })
  return NAMES[door]
    .map(key => name[key])
    .filter(Boolean)
    .join(' ')
}

/** What was pasted, as the message that the door of this line would bring; null where nothing was. */
export function messageFor({ from, to }: MappingLine, pasted: string): object | null {
  if (pasted.trim() === '') return null
  const { door, name } = draftOf({ from, to: {} })
  const part = text(to.firstPart) || '0'
  const filled = (key: string): string => (name[key] ?? '').replaceAll('{part}', part)
  const body = json(pasted)
  const own = isObject(body) ? body : {}
  if (door === 'mqtt') return 'topic' in own ? own : { topic: filled('topic'), payload: body }
  if (door === 'ngsi') {
    const [first] = [Array.isArray(body) ? body : (own.data ?? body)].flat()
    return { entity: isObject(first) ? first : { id: filled('entity'), [filled('attribute')]: body } }
  }
  if (door === 'datastream')
    return { datastream: filled('id'), ...('result' in own ? own : { result: body }) }
  if (door === 'opcua') return { node: filled('node'), ...('value' in own ? own : { value: body }) }
  return { sparkplug: from.sparkplug, value: 'value' in own ? own.value : body }
}

function stateOf(line: string): [string, unknown] {
  const at = line.lastIndexOf('=')
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), number(line.slice(at + 1).trim())]
}

function number(written: string): unknown {
  const value = Number(written)
  return written.trim() === '' || Number.isNaN(value) ? written : value
}

function json(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return written.trim()
  }
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
