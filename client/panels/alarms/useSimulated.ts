import { useStore } from 'zustand'
import type { SimulatedView } from '../../../models/alarmSimulated.ts'
import { isKindName, kindOf } from '../../../models/kinds.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { isAllowed, session } from '../../live/session.ts'
import { useFetched } from '../parts/useFetched.ts'

export const SIMULATED_DOOR = '/api/alarms/simulated'
const LOOK = 10_000

/** Whether simulated values raise alarms here, for staff; null for others and while unknown. The second asks anew. */
export function useSimulated(): [SimulatedView | null, () => void] {
  const staff = useStore(session, state => isAllowed(state.view, 'points:restricted'))
  const [answer, again] = useFetched<SimulatedView>(staff ? SIMULATED_DOOR : null, LOOK)
  return [answer?.ok ? answer.value : null, again]
}

/** The kinds of which a real device speaks, by name. */
export function sayKinds({ realKinds }: SimulatedView, language: string): string {
  return realKinds
    .filter(isKindName)
    .map(kind => nameIn(kindOf(kind).name, language))
    .join(', ')
}
