import { Redo2, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import { records, redoRecords, undoRecords } from '../../../live/records.ts'
import { useWords } from '../../parts/useWords.ts'

/** Take the last change of records back, and do it again. */
export function StepButtons() {
  const { say } = useWords()
  const canUndo = useStore(records, state => state.canUndo)
  const canRedo = useStore(records, state => state.canRedo)
  return (
    <>
      <button
        type="button"
        className="quiet"
        aria-label={say('records.undo')}
        disabled={!canUndo}
        onClick={undoRecords}
      >
        <Undo2 />
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={say('records.redo')}
        disabled={!canRedo}
        onClick={redoRecords}
      >
        <Redo2 />
      </button>
    </>
  )
}
