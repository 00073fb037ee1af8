import type { ReactNode } from 'react'
import { Heading } from 'react-aria-components'
import { useWords } from './useWords.ts'

interface DialogFormProps {
  title: string
  /** What the button says that sends it. */
  submit: string
  /** What went wrong the last time, in words; null when nothing did. */
  fault: string | null
  busy: boolean
  onSubmit: () => void
  onClose: () => void
  /** Stands between title and fault. */
  note: ReactNode
  children: ReactNode
}

/** A form in a dialog: title, a word to begin with, what went wrong, the fields, and the two ways out. */
export function DialogForm({
  title,
  submit,
  fault,
  busy,
  onSubmit,
  onClose,
  note,
  children,
}: DialogFormProps) {
  const { say } = useWords()
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Heading slot="title">{title}</Heading>
      {note}
      {fault !== null && (
        <p role="alert" className="dialog-fault">
          {fault}
        </p>
      )}
      {children}
      <div className="dialog-end">
        <button type="button" className="plain" onClick={onClose}>
          {say('session.cancel')}
        </button>
        <button type="submit" className="solid" disabled={busy}>
          {submit}
        </button>
      </div>
    </form>
  )
}
