import { useStore } from 'zustand'
import { refusalOf } from '../../../../models/refusal.ts'
import type { LostEdit } from '../../../live/RecordDesk.ts'
import { dismissLost, records } from '../../../live/records.ts'
import type { Say } from '../../../words/words.ts'
import { sayReason } from '../../parts/sayReason.ts'
import { useWords } from '../../parts/useWords.ts'

/** Edits that were not carried out, with why, until somebody has read them. */
export function LostEdits() {
  const { say } = useWords()
  const lost = useStore(records, state => state.lost)
  if (lost.length === 0) return null
  return (
    <div role="alert" className="lost-edits">
      {lost.map((each, k) => (
        <p key={k}>{sayLost(each, say)}</p>
      ))}
      <button type="button" className="plain" onClick={dismissLost}>
        {say('records.dismiss')}
      </button>
    </div>
  )
}

function sayLost({ edit, code, reason, standing }: LostEdit, say: Say): string {
  const value = (edit.fields ?? standing?.value ?? {}) as { name?: unknown; text?: unknown }
  const name = String(value.name ?? value.text ?? (standing?.value?.name as string | undefined) ?? '').slice(
    0,
    40,
  )
  if (code === 'conflict') return say('records.conflict', { name, by: standing?.by ?? '' })
  return say('records.refused', {
    name,
    reason: refusalOf(reason) ? sayReason(reason, say) : say(`records.${code}`),
  })
}
