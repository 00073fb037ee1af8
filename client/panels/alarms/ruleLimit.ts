import {
  type AlarmRule,
  changeRule,
  defaultRule,
  overridesOf,
  type RuleOverride,
} from '../../../models/alarmRule.ts'
import type { Asset } from '../../../models/asset.ts'
import type { Points } from '../../../models/points.ts'
import type { Instant } from '../../../models/units.ts'

/** As much of GET /api/alarms/rules as the list needs (server/alarms/Rules.ts). */
export interface RulesView {
  readonly version: number
  readonly overrides: readonly RuleOverride[]
  /** The last versions, newest first. */
  readonly versions: readonly { readonly version: number; readonly at: Instant }[]
}

/** The version of the rules in force at an instant; 0 before the first change. */
export function versionAt(versions: RulesView['versions'], at: Instant): number {
  return versions.find(each => each.at <= at)?.version ?? 0
}

/** The rule of a point as the engineers' changes leave it. */
export function ruleOf(
  overrides: readonly RuleOverride[],
  points: Points,
  assets: readonly Asset[],
  point: number,
): AlarmRule {
  const { id, kind } = assets[points.asset[point]!]!
  const name = points.name[point]!
  return overridesOf(overrides, kind, id, name).reduce(
    (rule, { set }) => changeRule(rule, set),
    defaultRule(points.spec[point]!, kind),
  )
}
