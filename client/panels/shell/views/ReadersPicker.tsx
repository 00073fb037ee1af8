import { useStore } from 'zustand'
import { READERS, type Readers } from '../../../../models/records/recordType.ts'
import { isAllowed, session } from '../../../live/session.ts'
import { useWords } from '../../parts/useWords.ts'

/** Who may read a record; only who may publish can open it to everyone. */
export function ReadersPicker({ readers, onPick }: { readers: Readers; onPick: (readers: Readers) => void }) {
  const { say } = useWords()
  const publishes = useStore(session, ({ view }) => isAllowed(view, 'record:publish'))
  return (
    <select
      className="field"
      aria-label={say('readers.label')}
      value={readers}
      onChange={event => onPick(event.target.value as Readers)}
    >
      {READERS.filter(each => each !== 'everyone' || publishes || readers === each).map(each => (
        <option key={each} value={each}>
          {say(`readers.${each}`)}
        </option>
      ))}
    </select>
  )
}
