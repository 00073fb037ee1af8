import { useState } from 'react'
import type { Second, SecondAsked } from '../../../../models/factor.ts'
import { enterCode, enterPasskey } from '../../../live/factors.ts'
import { DialogForm } from '../../parts/DialogForm.tsx'
import { Field } from '../../parts/Field.tsx'
import { useWords } from '../../parts/useWords.ts'
import { sayFactorReason } from './sayFactorReason.ts'

interface SecondFormProps {
  asked: SecondAsked
  onClose: () => void
}

/** The second step of a login: a code of the app, a passkey or a recovery code. */
export function SecondForm({ asked, onClose }: SecondFormProps) {
  const { say } = useWords()
  const [way, setWay] = useState<Second>(asked.second.find(each => each !== 'recovery') ?? 'recovery')
  const [code, setCode] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const enter = async () => {
    setBusy(true)
    const answer = await (way === 'passkey' ? enterPasskey(asked.proof) : enterCode(asked.proof, way, code))
    setBusy(false)
    if (answer.ok) return onClose()
    setFault(answer.reason)
    setCode('')
  }
  return (
    <DialogForm
      title={say('second.title')}
      submit={say('second.enter')}
      fault={fault && sayFactorReason(fault, say)}
      busy={busy}
      onSubmit={() => void enter()}
      onClose={onClose}
      note={<p className="desk-note">{say(`second.${way}Hint`)}</p>}
    >
      {way !== 'passkey' && (
        <Field
          key={way}
          label={say(`second.${way}`)}
          required
          // The step was reached to type this.
          autoFocus
          maxLength={40}
          inputMode={way === 'totp' ? 'numeric' : 'text'}
          autoComplete={way === 'totp' ? 'one-time-code' : 'off'}
          value={code}
          onValue={setCode}
        />
      )}
      {asked.second
        .filter(each => each !== way)
        .map(each => (
          <button key={each} type="button" className="link" onClick={() => setWay(each)}>
            {say('second.instead', { way: say(`second.${each}`) })}
          </button>
        ))}
    </DialogForm>
  )
}
