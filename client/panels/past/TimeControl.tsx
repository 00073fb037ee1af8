import { History } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { moment } from '../../live/moment.ts'
import { useWords } from '../parts/useWords.ts'
import { SunControl } from '../world/SunControl.tsx'
import { TimeBar } from './TimeBar.tsx'

/** Either the light of the day over present values, or the time of the data itself: never both at once. */
export function TimeControl() {
  const { say } = useWords()
  const past = useStore(moment, state => state.past !== null)
  const [open, setOpen] = useState(false)
  if (past || open) return <TimeBar onClose={past ? null : () => setOpen(false)} />
  return (
    <div className="times">
      <button type="button" className="times-past panel" onClick={() => setOpen(true)}>
        <History aria-hidden="true" /> {say('past.open')}
      </button>
      <SunControl />
    </div>
  )
}
