import { useDesk } from '../../state/desk.ts'
import { useWords } from '../parts/useWords.ts'
import { sayKinds, useSimulated } from './useSimulated.ts'

/** Under the alarm list: which simulated alarms are kept out of it, so that nobody takes a short list for a quiet plant. */
export function SimulatedNote() {
  const { say, language } = useWords()
  const [view] = useSimulated()
  const open = useDesk(state => state.open)
  const kinds = view ? sayKinds(view, language) : ''
  if (!view || view.setting === 'shown' || (view.setting === 'auto' && !kinds)) return null
  return (
    <p className="alarm-simulated" data-simulated-note={view.setting}>
      {view.setting === 'hidden' ? say('simulated.hiddenNow') : say('simulated.autoNow', { kinds })}{' '}
      <button type="button" className="link" onClick={() => open('sources')}>
        {say('desk.sources')}
      </button>
    </p>
  )
}
