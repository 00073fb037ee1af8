import { MapPinned, Sun } from 'lucide-react'
import { useWords } from '../parts/useWords.ts'
import { TimeControl } from '../past/TimeControl.tsx'
import { SavedViews } from '../views/SavedViews.tsx'
import { Bookmarks } from './Bookmarks.tsx'
import { Compass } from './Compass.tsx'
import { Credit } from './Credit.tsx'
import { Fold } from './Fold.tsx'
import { SunControl } from './SunControl.tsx'

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
        <TimeControl />
      </div>
      <Credit />
    </footer>
  )
}
