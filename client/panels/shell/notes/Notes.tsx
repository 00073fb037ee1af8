import { useStore } from 'zustand'
import { isAllowed, session } from '../../../live/session.ts'
import { useRecords } from '../../parts/useRecords.ts'
import { useWords } from '../../parts/useWords.ts'
import { NoteThread } from './NoteThread.tsx'
import { WriteNote } from './WriteNote.tsx'

interface NotesProps {
  /** What they are pinned on: one of the two. */
  asset: string | null
  place: string | null
}

/** The notes on an asset or a place, newest thread first, and a line to leave one. Absent for who may neither read nor write any. */
export function Notes({ asset, place }: NotesProps) {
  const { say } = useWords()
  const all = useRecords('note')
  const writes = useStore(session, ({ view }) => isAllowed(view, 'note:write'))
  const threads = all
    .filter(({ value }) => value.answers === null && value.asset === asset && value.place === place)
    .sort((a, b) => b.made - a.made)
  if (threads.length === 0 && !writes) return null
  return (
    <section className="notes" aria-label={say('notes.title')}>
      <h3>{say('notes.title')}</h3>
      {threads.length > 0 && (
        <ul>
          {threads.map(thread => (
            <NoteThread
              key={thread.id}
              first={thread}
              answers={all.filter(({ value }) => value.answers === thread.id)}
            />
          ))}
        </ul>
      )}
      {writes && <WriteNote asset={asset} place={place} answers={null} label={say('notes.add')} />}
    </section>
  )
}
