import { BY_HAND, useHidden } from '../../../state/hidden.ts'
import { useWords } from '../../parts/useWords.ts'

/** How many buildings the person has hidden, and a way to bring them back. */
export function HiddenNote() {
  const { say } = useWords()
  const count = useHidden(({ byWhom }) => byWhom[BY_HAND]?.length ?? 0)
  if (count === 0) return null
  return (
    <p className="hidden-note panel" role="status">
      {say('hidden.count', { count })}
      <button type="button" className="quiet" onClick={() => useHidden.getState().hide(BY_HAND, [])}>
        {say('hidden.show')}
      </button>
    </p>
  )
}
