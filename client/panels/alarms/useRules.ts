import { useState } from 'react'
import { useStore } from 'zustand'
import type { RuleOverride } from '../../../models/alarmRule.ts'
import { moment } from '../../live/moment.ts'
import { isAllowed, session } from '../../live/session.ts'
import { useFetched } from '../parts/useFetched.ts'
import { type RulesView, versionAt } from './ruleLimit.ts'

const LOOK = 30_000
/** All of the rules for staff, and what everyone may know of them: the limits. */
const DOORS = { staff: '/api/alarms/rules', public: '/api/alarms/limits' } as const

/** The changes of the rules in force at the instant shown; null while unknown. Who is no staff gets the limits only. */
export function useRules(): readonly RuleOverride[] | null {
  const staff = useStore(session, state => isAllowed(state.view, 'points:restricted'))
  const past = useStore(moment, state => state.past?.at ?? null)
  const [wanted, want] = useState<number | null>(null)
  const door = DOORS[staff ? 'staff' : 'public']
  const [answer] = useFetched<RulesView>(wanted === null ? door : `${door}?version=${wanted}`, LOOK)
  if (!answer?.ok) return null
  const { versions, version, overrides } = answer.value
  const then = past === null ? null : versionAt(versions, past)
  if (then !== wanted) want(then)
  return then === null || then === version ? overrides : null
}
