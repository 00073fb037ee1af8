import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { editRecords, type RecordOf } from '../../../live/records.ts'
import { isAllowed, session } from '../../../live/session.ts'
import { formatClock, formatDate } from '../../parts/formatTime.ts'
import { useWords } from '../../parts/useWords.ts'

interface NoteItemProps {
  note: RecordOf<'note'>
  /** Null where nobody may answer. */
  onAnswer: (() => void) | null
  /** More that can be done with it. */
  more?: ReactNode
  children?: ReactNode
}

/** One note: who wrote it and when; its writer marks it as done or removes it. */
export function NoteItem({ note, onAnswer, more, children }: NoteItemProps) {
  const { say, language } = useWords()
  const { id, ownerName, made, value } = note
  const done = value.state === 'done'
  const own = useStore(session, ({ view }) => view?.name === ownerName || isAllowed(view, 'record:moderate'))
  const change = (fields: object | null) =>
    editRecords([{ type: 'note', id, fields: fields as Record<string, unknown> | null }])
  return (
    <li className={done ? 'thread-note is-done' : 'thread-note'} data-note={id}>
      <p>{value.text}</p>
      <div className="note-end">
        <span>
          {ownerName} · {formatDate(made, language)} {formatClock(made)} · {say(`readers.${value.readers}`)}
          {done && ` · ${say('notes.isDone')}`}
        </span>
        {more}
        {onAnswer && (
          <button type="button" className="link" onClick={onAnswer}>
            {say('notes.answer')}
          </button>
        )}
        {own && (
          <>
            <button type="button" className="link" onClick={() => change({ state: done ? 'open' : 'done' })}>
              {say(done ? 'notes.reopen' : 'notes.done')}
            </button>
            <button type="button" className="link" onClick={() => change(null)}>
              {say('notes.remove')}
            </button>
          </>
        )}
      </div>
      {children}
    </li>
  )
}
