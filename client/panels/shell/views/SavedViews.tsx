import { Star } from 'lucide-react'
import { useStore } from 'zustand'
import { records } from '../../../live/records.ts'
import { isAllowed, session } from '../../../live/session.ts'
import { useRecords } from '../../parts/useRecords.ts'
import { useWords } from '../../parts/useWords.ts'
import { Fold } from '../foot/Fold.tsx'
import { LostEdits } from './LostEdits.tsx'
import { SaveView } from './SaveView.tsx'
import { StepButtons } from './StepButtons.tsx'
import { ViewRow } from './ViewRow.tsx'

/** Views that people keep: their own, in their own order, and those that others share. */
export function SavedViews() {
  const { say } = useWords()
  const views = [...useRecords('view')].sort(
    (a, b) => a.value.order - b.value.order || (a.id < b.id ? -1 : 1),
  )
  const keeps = useStore(session, ({ view }) => isAllowed(view, 'view:keep'))
  const pending = useStore(records, state => state.pending)
  const next = Math.max(0, ...views.map(({ value }) => value.order)) + 1
  return (
    <Fold icon={<Star aria-hidden="true" />} label={say('views.title')}>
      <div className="saved-views">
        <SaveView order={next} />
        {views.length === 0 ? (
          <p className="desk-note">{say('views.empty')}</p>
        ) : (
          <ul aria-label={say('views.list')}>
            {views.map((view, k) => (
              <ViewRow key={view.id} view={view} before={views[k - 1]} after={views[k + 1]} />
            ))}
          </ul>
        )}
        <LostEdits />
        <div className="saved-views-end">
          <StepButtons />
          {pending > 0 && <span role="status">{say('records.pending', { count: pending })}</span>}
        </div>
        {!keeps && <p className="desk-note">{say('views.kept')}</p>}
      </div>
    </Fold>
  )
}
