import { type Detector, detectorOf } from '../../models/alarmDetect.ts'
import {
  type AlarmRule,
  type Condition,
  changeRule,
  defaultRule,
  faultOf,
  overridesOf,
  type RuleOverride,
} from '../../models/alarmRule.ts'
import type { Asset } from '../../models/asset.ts'
import { kindOf } from '../../models/kinds.ts'
import type { Points } from '../../models/points.ts'

/** A rule of a point with what it was worked out to. */
export interface PointRule {
  readonly rule: AlarmRule
  readonly detector: Detector
}

/** The rules of every point, worked out from the kinds and a list of overrides. Points with the same rule share it. */
export interface RuleBook {
  readonly byPoint: readonly PointRule[]
  /** Points whose alarms are suppressed by the value of a point, by that point. */
  readonly dependents: ReadonlyMap<number, readonly number[]>
  /** Point of the condition that suppresses a point, -1 for none. */
  readonly conditionPoint: Int32Array
}

/** Work the rules out, or say what is wrong with an override. */
export function openRuleBook(
  points: Points,
  assets: readonly Asset[],
  overrides: readonly RuleOverride[],
): RuleBook | { readonly fault: string } {
  const dead = overrides.findIndex(override => targetFault(override, points, assets) !== null)
  if (dead >= 0) return { fault: `overrides[${dead}]: ${targetFault(overrides[dead]!, points, assets)}` }
  const kinds = new Set(overrides.map(o => o.kind).filter(kind => kind !== undefined))
  const touched = new Set(overrides.map(o => o.asset).filter(asset => asset !== undefined))
  const shared = new Map<string, PointRule>()
  const byPoint: PointRule[] = []
  const dependents = new Map<number, number[]>()
  const conditionPoint = new Int32Array(points.count).fill(-1)
  for (let point = 0; point < points.count; point++) {
    const asset = assets[points.asset[point]!]!
    const name = points.name[point]!
    const key = touched.has(asset.id) ? `${asset.id}/${name}` : `${asset.kind}:${name}`
    let found = shared.get(key)
    if (!found) {
      const spec = points.spec[point]!
      const mine =
        kinds.has(asset.kind) || touched.has(asset.id)
          ? overridesOf(overrides, asset.kind, asset.id, name)
          : []
      const rule = mine.reduce((r, o) => changeRule(r, o.set), defaultRule(spec, asset.kind))
      const fault = faultOf(rule, spec)
      if (fault !== null) return { fault: `${asset.id}/${name}: ${fault}` }
      found = { rule, detector: detectorOf(rule) }
      shared.set(key, found)
    }
    byPoint.push(found)
    const { suppressWhen } = found.rule
    if (suppressWhen === null) continue
    const on = conditionIndex(points, suppressWhen)
    conditionPoint[point] = on
    dependents.set(on, [...(dependents.get(on) ?? []), point])
  }
  return { byPoint, dependents, conditionPoint }
}

/** True for a book, false for a fault. */
export function isRuleBook(book: RuleBook | { readonly fault: string }): book is RuleBook {
  return 'byPoint' in book
}

function conditionIndex(points: Points, { asset, point, part = 0 }: Condition): number {
  return points.find(asset, point, part)
}

/** An override that names nothing of this site would be silently dead: it is refused. */
function targetFault(
  { kind, asset, point, set }: RuleOverride,
  points: Points,
  assets: readonly Asset[],
): string | null {
  if (kind === undefined && asset === undefined) return 'name a kind or an asset'
  const owner = asset === undefined ? undefined : assets[points.assetIndex(asset)]
  if (asset !== undefined && !owner) return `no asset ${asset}; GET /api/site lists them`
  if (owner && kind !== undefined && owner.kind !== kind) return `${asset} is a ${owner.kind}, not a ${kind}`
  const names = kindOf(kind ?? owner!.kind).points
  if (point !== undefined && !Object.hasOwn(names, point))
    return `no point ${point}; ${Object.keys(names).join(', ')} are there`
  const { suppressWhen } = set
  if (!suppressWhen) return null
  if (conditionIndex(points, suppressWhen) < 0)
    return `suppressWhen: ${suppressWhen.asset}/${suppressWhen.point} is no point of this site`
  return suppressWhen.atLeast === undefined && suppressWhen.atMost === undefined
    ? 'suppressWhen: give atLeast, atMost or both'
    : null
}
