import { useState } from 'react'
import { useStore } from 'zustand'
import type { RuleOverride } from '../../../models/alarmRule.ts'
import { moment } from '../../live/moment.ts'
import { isAllowed, session } from '../../live/session.ts'
import { useFetched } from '../parts/useFetched.ts'
import { type RulesView, versionAt } from './ruleLimit.ts'

const LOOK = 30_000
const DOOR = '/api/alarms/rules'

/** The changes of the rules in force at the instant shown; null while unknown, and for who may not read them. */
export function useRules(): readonly RuleOverride[] | null {
  const staff = useStore(session, state => isAllowed(state.view, 'points:restricted'))
  const past = useStore(moment, state => state.past?.at ?? null)
  const [wanted, want] = useState<number | null>(null)
  const [answer] = useFetched<RulesView>(
    !staff ? null : wanted === null ? DOOR : `${DOOR}?version=${wanted}`,
    LOOK,
  )
  if (!answer?.ok) return null
  const { versions, version, overrides } = answer.value
  const then = past === null ? null : versionAt(versions, past)
  if (then !== wanted) want(then)
  return then === null || then === version ? overrides : null
}
