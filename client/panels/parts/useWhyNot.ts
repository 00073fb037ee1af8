import { useStore } from 'zustand'
import type { Right } from '../../../models/role.ts'
import { health } from '../../live/health.ts'
import { moment } from '../../live/moment.ts'
import { isAllowed, session } from '../../live/session.ts'
import { useWords } from './useWords.ts'

/** Says why this right cannot be used on what is shown, or on the present whatever is shown; null when it can. */
export function useWhyNot(on: 'shown' | 'present' = 'shown'): (right: Right) => string | null {
  const { say } = useWords()
  const lost = useStore(health, state => state.line === 'lost')
  const past = useStore(moment, state => state.past !== null && on === 'shown')
  const view = useStore(session, state => state.view)
  return right => {
    if (past && right !== 'incident:export') return say('whyNot.past')
    if (lost) return say('whyNot.lost')
    if (isAllowed(view, right)) return null
    const role = view?.role ?? 'viewer'
    return role === 'viewer' ? say('whyNot.login') : say('whyNot.role', { role: say(`role.${role}`) })
  }
}
