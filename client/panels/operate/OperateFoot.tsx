import { MapPinned, Sun } from 'lucide-react'
import { useWords } from '../parts/useWords.ts'
import { Bookmarks } from '../shell/foot/Bookmarks.tsx'
import { Compass } from '../shell/foot/Compass.tsx'
import { Credit } from '../shell/foot/Credit.tsx'
import { Fold } from '../shell/foot/Fold.tsx'
import { SunControl } from '../shell/foot/SunControl.tsx'
import { GroundNotes } from '../shell/notes/GroundNotes.tsx'
import { TimeControl } from '../shell/past/TimeControl.tsx'
import { SavedViews } from '../shell/views/SavedViews.tsx'

/** The lower edge of the control room: compass, views and light folded away, the past, credit. */
export function OperateFoot() {
  const { say } = useWords()
  return (
    <footer className="foot is-inside">
      <Compass />
      <div className="foot-middle foot-tools">
        <Fold icon={<MapPinned aria-hidden="true" />} label={say('bookmarks.title')}>
          <Bookmarks />
        </Fold>
        <Fold icon={<Sun aria-hidden="true" />} label={say('fold.sun')}>
          <SunControl />
        </Fold>
        <SavedViews />
        <GroundNotes />
        <TimeControl />
      </div>
      <Credit />
    </footer>
  )
}
