import { useMemo } from 'react'
import type { AlarmRule } from '../../../models/alarmRule.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { ruleOf } from './ruleLimit.ts'
import { useRules } from './useRules.ts'

/** The rule of a point in force at the instant shown; null while the rules are unknown. */
export function useRule(): (point: number) => AlarmRule | null {
  const { site, points } = useLoaded()
  const rules = useRules()
  // Rules that say the same are the same: they are asked for again and again.
  const told = JSON.stringify(rules)
  return useMemo(() => {
    const known = new Map<number, AlarmRule>()
    return (point: number) => {
      if (!rules) return null
      const rule = known.get(point) ?? ruleOf(rules, points, site.assets, point)
      known.set(point, rule)
      return rule
    }
  }, [site, points, told])
}
