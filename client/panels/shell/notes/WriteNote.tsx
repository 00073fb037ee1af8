import { useState } from 'react'
import type { Readers } from '../../../../models/records/recordType.ts'
import type { SitePoint } from '../../../../models/units.ts'
import { editRecords, newId } from '../../../live/records.ts'
import { Field } from '../../parts/Field.tsx'
import { useWords } from '../../parts/useWords.ts'
import { ReadersPicker } from '../views/ReadersPicker.tsx'

interface WriteNoteProps {
  asset: string | null
  place: string | null
  /** Where its pin stands when it is written; left out where asset or place say it. */
  at?: () => SitePoint | null
  /** The note it answers; null for a thread of its own. */
  answers: string | null
  label: string
  onWritten?: () => void
}

/** A line to write a note; colleagues read it unless its writer chooses otherwise. */
export function WriteNote({ asset, place, at, answers, label, onWritten }: WriteNoteProps) {
  const { say } = useWords()
  const [text, setText] = useState('')
  const [readers, setReaders] = useState<Readers>('staff')
  const write = () => {
    if (!text.trim()) return
    const fields = { text: text.trim(), asset, place, at: at?.() ?? null, answers, state: 'open', readers }
    editRecords([{ type: 'note', id: newId(), fields }])
    setText('')
    onWritten?.()
  }
  return (
    <form
      className="saved-views-new"
      onSubmit={event => {
        event.preventDefault()
        write()
      }}
    >
      <Field label={say('notes.text')} maxLength={2_000} value={text} onValue={setText} />
      <ReadersPicker readers={readers} onPick={setReaders} />
      <button type="submit" className="plain" disabled={!text.trim()}>
        {label}
      </button>
    </form>
  )
}
