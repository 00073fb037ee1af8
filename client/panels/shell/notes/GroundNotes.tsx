import { StickyNote } from 'lucide-react'
import { useStore } from 'zustand'
import type { SitePoint } from '../../../../models/units.ts'
import type { RecordOf } from '../../../live/records.ts'
import { isAllowed, session } from '../../../live/session.ts'
import { useCamera } from '../../../state/camera.ts'
import { goTo } from '../../parts/goTo.ts'
import { useRecords } from '../../parts/useRecords.ts'
import { useWords } from '../../parts/useWords.ts'
import { Fold } from '../foot/Fold.tsx'
import { LostEdits } from '../views/LostEdits.tsx'
import { StepButtons } from '../views/StepButtons.tsx'
import { NoteThread } from './NoteThread.tsx'
import { WriteNote } from './WriteNote.tsx'

/** Metres shown around a pin that one goes to. */
const AROUND = 300

/** Notes pinned on the ground, and a line to pin one on the middle of the picture. Absent for who may neither read nor write any. */
export function GroundNotes() {
  const { say } = useWords()
  const all = useRecords('note')
  const writes = useStore(session, ({ view }) => isAllowed(view, 'note:write'))
  const pinned = all
    .filter(({ value }) => value.at !== null && value.answers === null)
    .sort((a, b) => b.made - a.made)
  if (pinned.length === 0 && !writes) return null
  return (
    <Fold icon={<StickyNote aria-hidden="true" />} label={say('notes.ground')}>
      <div className="saved-views ground-notes">
        {writes && (
          <>
            <WriteNote asset={null} place={null} at={middle} answers={null} label={say('notes.pinHere')} />
            <p className="desk-note">{say('notes.pinHow')}</p>
          </>
        )}
        {pinned.length > 0 && (
          <section className="notes" aria-label={say('notes.ground')}>
            <ul>
              {pinned.map(note => (
                <NoteThread key={note.id} first={note} answers={answersTo(note, all)}>
                  <button type="button" className="link" onClick={() => void goTo(note.value.at!, AROUND)}>
                    {say('notes.show')}
                  </button>
                </NoteThread>
              ))}
            </ul>
          </section>
        )}
        <LostEdits />
        <div className="saved-views-end">
          <StepButtons />
        </div>
      </div>
    </Fold>
  )
}

/** What the camera looks at, to the decimetre. */
function middle(): SitePoint | null {
  const { pose } = useCamera.getState()
  if (!pose) return null
  const [x, y, z] = pose.target.map(metres => Math.round(metres * 10) / 10)
  return [x!, y!, z!]
}

function answersTo({ id }: RecordOf<'note'>, all: readonly RecordOf<'note'>[]): RecordOf<'note'>[] {
  return all.filter(({ value }) => value.answers === id)
}
