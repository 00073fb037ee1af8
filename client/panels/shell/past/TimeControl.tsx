import { History } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { moment } from '../../../live/moment.ts'
import { useWords } from '../../parts/useWords.ts'
import { TimeBar } from './TimeBar.tsx'

/** The way into the past: a button, and the bar of time once it is open or the past is shown. */
export function TimeControl() {
  const { say } = useWords()
  const past = useStore(moment, state => state.past !== null)
  // A wish that is under way, or did not come true, is told: nobody takes the present for the past.
  const told = useStore(moment, state => state.seeking !== null || state.fault !== null)
  const [open, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    moment.setState({ fault: null })
  }
  if (past || open || told) return <TimeBar onClose={past ? null : close} />
  return (
    <button type="button" className="fold panel" onClick={() => setOpen(true)}>
      <History aria-hidden="true" /> <span>{say('past.open')}</span>
    </button>
  )
}
