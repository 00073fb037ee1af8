import { isSourceKey, placeOfKey } from '../../models/placeKey.ts'
import type { Instant, SitePoint } from '../../models/units.ts'
import { TIERS, type Tier } from '../tier.ts'
import type { Pose } from './camera.ts'
import { TOOLS, type Tool } from './desk.ts'
import { LANGUAGES, type Language } from './language.ts'

/** No address that we write is longer, and of a longer one only this much is read. */
export const MAX_ADDRESS = 2_000
const KST = 9 * 3_600_000

/** A selected thing by its lasting name: asset and place by id, building and plot by key; old links number buildings. */
export interface Picked {
  readonly type: 'asset' | 'place' | 'feature' | 'plot'
  readonly id: string
}

/** What an address holds besides the mode; null where it says nothing. */
export interface Address {
  readonly pose: Pose | null
  /** Names of layers. */
  readonly layers: readonly string[] | null
  readonly picked: Picked | null
  /** Instant of the picture's sun. */
  readonly sceneTime: Instant | null
  /** Past instant of the data; null for the present. */
  readonly past: Instant | null
  /** Open tool of the control room. */
  readonly tool: Tool | null
  readonly language: Language | null
  readonly tier: Tier | null
}

/** A parameter that was ignored, and which rule of words tells the remedy. */
export interface Problem {
  readonly parameter: string
  readonly value: string
  readonly remedy:
    | 'camera'
    | 'layers'
    | 'selection'
    | 'time'
    | 'moment'
    | 'desk'
    | 'language'
    | 'tier'
    | 'length'
}

/**
 * Read `?c=…&l=…&s=…&t=…&at=…&desk=…&lang=…&q=…` of a page with these layers. What cannot be read is left out and
 * named; nothing throws.
 */
export function readAddress(
  search: string,
  layers: readonly string[],
): { address: Address; problems: Problem[] } {
  const problems: Problem[] = []
  if (search.length > MAX_ADDRESS)
    problems.push({ parameter: '?', value: `${search.slice(0, 24)}…`, remedy: 'length' })
  const query = new URLSearchParams(search.slice(0, MAX_ADDRESS))
  const take = <T>(parameter: string, remedy: Problem['remedy'], read: (text: string) => T | null) => {
    const text = query.get(parameter)
    if (text === null) return null
    const value = read(text)
    if (value === null) problems.push({ parameter, value: shorten(text), remedy })
    return value
  }
  const address: Address = {
    pose: take('c', 'camera', readPose),
    layers: take('l', 'layers', text => readLayers(text, layers)),
    picked: take('s', 'selection', readPicked),
    sceneTime: take('t', 'time', readTime),
    past: take('at', 'moment', readMoment),
    tool: take('desk', 'desk', text => oneOf(TOOLS, text)),
    language: take('lang', 'language', text => oneOf(LANGUAGES, text)),
    tier: take('q', 'tier', text => oneOf(TIERS, text)),
  }
  return { address, problems }
}

/** The query that readAddress reads back, with a leading `?`, or '' when there is nothing to say. */
export function writeAddress(address: Address): string {
  const { pose, layers, picked, sceneTime, past, tool, language, tier } = address
  const parts: string[] = []
  if (pose) parts.push(`c=${[...pose.eye, ...pose.target].map(metres).join(',')}`)
  if (layers) parts.push(`l=${layers.join(',')}`)
  if (picked) parts.push(`s=${picked.type}:${encodeURIComponent(picked.id)}`)
  if (sceneTime !== null) parts.push(`t=${new Date(sceneTime + KST).toISOString().slice(0, 16)}`)
  if (past !== null) parts.push(`at=${new Date(past).toISOString().replace('.000Z', 'Z')}`)
  if (tool) parts.push(`desk=${tool}`)
  if (language) parts.push(`lang=${language}`)
  if (tier) parts.push(`q=${tier}`)
  const query = parts.length ? `?${parts.join('&')}` : ''
  return query.length <= MAX_ADDRESS ? query : writeAddress({ ...address, picked: null })
}

function readPose(text: string): Pose | null {
  const numbers = text
    .split(',')
    .map(part => (/^-?\d{1,6}(\.\d{1,3})?$/.test(part) ? Number(part) : Number.NaN))
  if (numbers.length !== 6 || numbers.some(n => Number.isNaN(n) || Math.abs(n) > 100_000)) return null
  const pose = {
    eye: numbers.slice(0, 3) as unknown as SitePoint,
    target: numbers.slice(3) as unknown as SitePoint,
  }
  return Math.hypot(...pose.eye.map((e, i) => e - pose.target[i]!)) < 1 ? null : pose
}

function readLayers(text: string, known: readonly string[]): string[] | null {
  const layers = text === '' ? [] : text.split(',').map(part => oneOf(known, part))
  return layers.every(layer => layer !== null) ? layers : null
}

function readPicked(text: string): Picked | null {
  const [, type, id = ''] = /^(asset|place|feature|plot):(.{1,200})$/.exec(text) ?? []
  if (type === 'asset' || type === 'place') return { type, id }
  if (type === 'plot') return placeOfKey(id) ? { type, id } : null
  return type === 'feature' && (placeOfKey(id) || isSourceKey(id) || isOldNumber(id)) ? { type, id } : null
}

/** True for a building as links named it until 2026-11-28: by its number in the world of that day. */
export function isOldNumber(id: string): boolean {
  return /^\d{1,7}$/.test(id)
}

function readTime(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null
  const at = Date.parse(`${text}:00Z`)
  const same = !Number.isNaN(at) && new Date(at).toISOString().slice(0, 16) === text
  return same ? at - KST : null
}

/** A whole UTC instant; whether it has come yet and is still kept, the server says. */
function readMoment(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(text)) return null
  const at = Date.parse(text)
  const same = !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19)
  return same ? at : null
}

function oneOf<T extends string>(known: readonly T[], text: string): T | null {
  return known.find(word => word === text) ?? null
}

function metres(value: number): string {
  return String(Math.round(value * 10) / 10 || 0)
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
