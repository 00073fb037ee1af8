import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import type { RecordOf } from '../../../live/records.ts'
import { isAllowed, session } from '../../../live/session.ts'
import { useWords } from '../../parts/useWords.ts'
import { NoteItem } from './NoteItem.tsx'
import { WriteNote } from './WriteNote.tsx'

interface NoteThreadProps {
  first: RecordOf<'note'>
  answers: readonly RecordOf<'note'>[]
  /** More that can be done with its first note. */
  children?: ReactNode
}

/** A note with its answers, oldest first. */
export function NoteThread({ first, answers, children }: NoteThreadProps) {
  const { say } = useWords()
  const [answering, setAnswering] = useState(false)
  const writes = useStore(session, ({ view }) => isAllowed(view, 'note:write'))
  const { asset, place } = first.value
  return (
    <NoteItem note={first} onAnswer={writes ? () => setAnswering(!answering) : null} more={children}>
      {answers.length > 0 && (
        <ul>
          {[...answers]
            .sort((a, b) => a.made - b.made)
            .map(answer => (
              <NoteItem key={answer.id} note={answer} onAnswer={null} />
            ))}
        </ul>
      )}
      {answering && (
        <WriteNote
          asset={asset}
          place={place}
          answers={first.id}
          label={say('notes.answer')}
          onWritten={() => setAnswering(false)}
        />
      )}
    </NoteItem>
  )
}
