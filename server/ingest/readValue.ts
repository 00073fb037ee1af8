import type { PointSpec } from '../../models/kind.ts'
import type { Rule } from './mapping/MappingTable.ts'
import { no, type Rejection } from './rejection.ts'

/** Texts that say yes or no the world over, for points of two states; anything else a mapping names under "states". */
const YES = new Set([
  'on',
  'true',
  'yes',
  'occupied',
  'taken',
  'detected',
  'active',
  'running',
  '운전',
  '감지',
  '점유',
])
const NO = new Set([
  'off',
  'false',
  'no',
  'free',
  'available',
  'vacant',
  'none',
  'inactive',
  'stopped',
  '정지',
  '없음',
  '비어 있음',
])

/** The value of a point in what a source states: a number or boolean by scale and offset, a text by the states that the mapping or the point itself names. */
export function readValue(
  raw: unknown,
  { scale, offset, states }: Rule,
  spec: PointSpec,
  where: string,
): number | Rejection {
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw * scale + offset
  if (typeof raw === 'boolean') return states?.get(String(raw)) ?? Number(raw) * scale + offset
  if (typeof raw !== 'string') return no('notANumber', `${where} must be a finite number, not ${kindOf(raw)}`)
  const text = raw.trim()
  const code = states ? (states.get(text) ?? states.get(text.toLowerCase())) : stateNamed(text, spec)
  if (code !== undefined) return code
  const known = states ? [...states.keys()].join(', ') : 'none'
  return no(
    'notANumber',
    `${where} must be a finite number, or a text that the mapping names under "states" (named there: ${known.slice(0, 200)}), not "${text.slice(0, 40)}"`,
  )
}

/** The code of a state by its name in any language, or by yes and no. */
function stateNamed(text: string, { states }: PointSpec): number | undefined {
  if (!states) return undefined
  const wanted = text.toLowerCase()
  const code = states.findIndex(names =>
    Object.values(names).some(name => String(name).toLowerCase() === wanted),
  )
  if (code >= 0) return code
  if (YES.has(wanted)) return 1
  return NO.has(wanted) ? 0 : undefined
}

function kindOf(raw: unknown): string {
  if (raw === undefined) return 'nothing'
  if (raw === null) return 'null'
  return Array.isArray(raw) ? 'a list' : typeof raw === 'object' ? 'an object' : String(raw)
}
