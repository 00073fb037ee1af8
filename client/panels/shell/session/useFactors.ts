import { useEffect, useState } from 'react'
import type { FactorsView } from '../../../../models/factor.ts'
import { lookAtFactors } from '../../../live/factors.ts'
import type { Answer } from '../../../live/request.ts'

/** My second factors, looked at again after each change. */
export function useFactors() {
  const [factors, setFactors] = useState<FactorsView | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const look = async () => {
    const answer = await lookAtFactors()
    if (answer.ok) setFactors(answer.value)
    else setFault(answer.reason)
  }
  useEffect(() => void look(), [])

  /** Do one thing and look again; its value, or null when it was refused. */
  async function change<T>(asking: () => Promise<Answer<T>>): Promise<{ value: T } | null> {
    setBusy(true)
    const answer = await asking()
    setFault(answer.ok ? null : answer.reason)
    if (answer.ok) await look()
    setBusy(false)
    return answer.ok ? { value: answer.value } : null
  }
  return { factors, fault, busy, change }
}

export type Change = ReturnType<typeof useFactors>['change']
