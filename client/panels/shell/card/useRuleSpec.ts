import { useMemo } from 'react'
import type { PointSpec } from '../../../../models/kind.ts'
import { useRule } from '../../alarms/useRule.ts'
import { useLoaded } from '../../parts/useLoaded.ts'

/** A point as the rules in force have it: with their limits, and with none while the rules are unknown. */
export function useRuleSpec(): (point: number) => PointSpec {
  const { points } = useLoaded()
  const ruleOf = useRule()
  return useMemo(() => {
    const known = new Map<number, PointSpec>()
    return (point: number) => {
      const before = known.get(point)
      if (before) return before
      const { limits: _, ...bare } = points.spec[point]!
      const limits = ruleOf(point)?.limits ?? {}
      const ruled = Object.keys(limits).length > 0 ? { ...bare, limits } : bare
      known.set(point, ruled)
      return ruled
    }
  }, [points, ruleOf])
}
