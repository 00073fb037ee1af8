import { UserRoundX, X } from 'lucide-react'
import { useStore } from 'zustand'
import { dismissEnd, session } from '../../../live/session.ts'
import { useWords } from '../../parts/useWords.ts'

/** Says that a login ended, or its role changed, while the page was open. */
export function SessionEnded() {
  const { say } = useWords()
  const ended = useStore(session, state => state.ended)
  if (!ended) return null
  return (
    <div className="banner banner-ended" role="alert" data-banner="session">
      <UserRoundX aria-hidden="true" />
      <b>{say('session.ended')}</b>
      <button type="button" className="quiet" aria-label={say('session.dismiss')} onClick={dismissEnd}>
        <X aria-hidden="true" />
      </button>
    </div>
  )
}
