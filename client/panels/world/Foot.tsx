import { MapPinned, Sun } from 'lucide-react'
import { useView } from '../../state/view.ts'
import { useWords } from '../parts/useWords.ts'
import { TimeControl } from '../past/TimeControl.tsx'
import { SavedViews } from '../views/SavedViews.tsx'
import { Bookmarks } from './Bookmarks.tsx'
import { Compass } from './Compass.tsx'
import { Credit } from './Credit.tsx'
import { Fold } from './Fold.tsx'
import { SunControl } from './SunControl.tsx'

/** The lower edge of the picture: compass, views, light and time, credit. In the control room views and light are folded away. */
export function Foot() {
  const { say } = useWords()
  const operate = useView(view => view.mode === 'operate')
  return (
    <footer className="foot">
      <Compass />
      {operate ? (
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
      ) : (
        <div className="foot-middle">
          <Bookmarks />
          <SavedViews />
          <SunControl />
        </div>
      )}
      <Credit />
    </footer>
  )
}
