import { useState } from 'react'
import {
  SIMULATED_ALARMS,
  type SimulatedSetting,
  type SimulatedView,
} from '../../../../models/alarmSimulated.ts'
import { request } from '../../../live/request.ts'
import { SIMULATED_DOOR, sayKinds, useSimulated } from '../../alarms/useSimulated.ts'
import { ReasonDialog } from '../../parts/ReasonDialog.tsx'
import { useWhyNot } from '../../parts/useWhyNot.ts'
import { useWords } from '../../parts/useWords.ts'

/** Whether simulated values may raise alarms here: told to all staff, changed by an engineer with a reason. */
export function SimulatedAlarms() {
  const { say, language } = useWords()
  const [view, again] = useSimulated()
  const whyNot = useWhyNot('present')('alarm:rules')
  const [wanted, want] = useState<SimulatedSetting | null>(null)
  if (!view) return null
  const kinds = sayKinds(view, language)
  return (
    <>
      <fieldset className="simulated-setting" aria-describedby="simulated-now" title={whyNot ?? undefined}>
        <legend className="visually-hidden">{say('simulated.title')}</legend>
        {SIMULATED_ALARMS.map(each => (
          <label key={each} className="is-check">
            <input
              type="radio"
              name="simulated"
              value={each}
              checked={view.setting === each}
              disabled={whyNot !== null}
              onChange={() => want(each)}
            />
            {say(`simulated.${each}`)}
          </label>
        ))}
      </fieldset>
      <p className="desk-note" id="simulated-now" data-simulated-setting={view.setting}>
        {saySetting(view, kinds)}
        {whyNot !== null && <span className="faint"> · {whyNot}</span>}
      </p>
      {wanted !== null && (
        <ReasonDialog
          title={say('simulated.ask', { setting: say(`simulated.${wanted}`) })}
          note={<p>{saySetting({ ...view, setting: wanted }, kinds)}</p>}
          submit={say('simulated.change')}
          give={reason => request<SimulatedView>('PUT', SIMULATED_DOOR, { setting: wanted, reason })}
          onClose={done => {
            want(null)
            if (done) again()
          }}
        />
      )}
    </>
  )

  function saySetting({ setting }: SimulatedView, named: string): string {
    if (setting !== 'auto') return say(`simulated.${setting}Now`)
    return named ? say('simulated.autoNow', { kinds: named }) : say('simulated.autoNone')
  }
}
