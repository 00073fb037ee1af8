import { useStore } from 'zustand'
import { health } from '../../../live/health.ts'
import { moment } from '../../../live/moment.ts'
import { useWords } from '../../parts/useWords.ts'

/** The line to the server in one word; a filled dot, an open ring or a cross beside it. */
export function LineState() {
  const { say } = useWords()
  const line = useStore(health, state => state.line)
  const late = useStore(health, state => state.line === 'live' && state.late.length > 0)
  const past = useStore(moment, state => state.past !== null)
  return (
    <span className={`line line-${late ? 'lost' : line}`} role="status" data-line={late ? 'late' : line}>
      <i aria-hidden="true" />
      <span>{past && line === 'live' ? say('past.banner') : say(late ? 'line.late' : `line.${line}`)}</span>
    </span>
  )
}
