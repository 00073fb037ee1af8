import { useMemo } from 'react'
import type { PointSpec } from '../../../models/kind.ts'
import { ruleOf } from '../alarms/ruleLimit.ts'
import { useRules } from '../alarms/useRules.ts'
import { useLoaded } from '../parts/useLoaded.ts'

/** A point as the rules in force have it: with their limits instead of those of its kind, for who may read the rules. */
export function useRuleSpec(): (point: number) => PointSpec {
  const { site, points } = useLoaded()
  const rules = useRules()
  // Rules that say the same are the same: they are asked for again and again.
  const told = JSON.stringify(rules)
  return useMemo(() => {
    const known = new Map<number, PointSpec>()
    return (point: number) => {
      const spec = points.spec[point]!
      if (!rules) return spec
      const before = known.get(point)
      if (before) return before
      const { limits } = ruleOf(rules, points, site.assets, point)
      const ruled = Object.keys(limits).length > 0 ? { ...spec, limits } : spec
      known.set(point, ruled)
      return ruled
    }
  }, [site, points, told])
}
