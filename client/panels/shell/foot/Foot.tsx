import { GroundNotes } from '../notes/GroundNotes.tsx'
import { SavedViews } from '../views/SavedViews.tsx'
import { Bookmarks } from './Bookmarks.tsx'
import { Compass } from './Compass.tsx'
import { Credit } from './Credit.tsx'
import { SunControl } from './SunControl.tsx'

/** The lower edge of the picture for guests: compass, views, light, credit. */
export function Foot() {
  return (
    <footer className="foot">
      <Compass />
      <div className="foot-middle">
        <Bookmarks />
        <SavedViews />
        <GroundNotes />
        <SunControl />
      </div>
      <Credit />
    </footer>
  )
}
