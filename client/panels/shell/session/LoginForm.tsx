import { useState } from 'react'
import { PASSWORD_LENGTH, type SessionView } from '../../../../models/account.ts'
import { asksSecond, type SecondAsked } from '../../../../models/factor.ts'
import { enterPasskey } from '../../../live/factors.ts'
import { logIn } from '../../../live/session.ts'
import { here } from '../../../state/base.ts'
import { DialogForm } from '../../parts/DialogForm.tsx'
import { Field } from '../../parts/Field.tsx'
import { useWords } from '../../parts/useWords.ts'
import { SecondForm } from './SecondForm.tsx'
import { sayFactorReason } from './sayFactorReason.ts'

interface LoginFormProps {
  view: SessionView
  /** What stands in the way before anything is typed; null for nothing. */
  fault: string | null
  onSetup: () => void
  onClose: () => void
}

/** Name and password, or single sign-on where there is one. */
export function LoginForm({ view, fault: before, onSetup, onClose }: LoginFormProps) {
  const { say } = useWords()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState(before)
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<SecondAsked | null>(null)
  const enter = async () => {
    setBusy(true)
    const answer = await logIn(name, password)
    setBusy(false)
    setPassword('')
    if (!answer.ok) return setFault(answer.reason)
    return asksSecond(answer.value) ? setAsked(answer.value) : onClose()
  }
  const usePasskey = async () => {
    const answer = await enterPasskey()
    return answer.ok ? onClose() : setFault(answer.reason)
  }
  if (asked) return <SecondForm asked={asked} onClose={onClose} />
  return (
    <DialogForm
      title={say('session.logIn')}
      submit={say('session.logIn')}
      fault={fault && sayFactorReason(fault, say)}
      busy={busy}
      onSubmit={() => void enter()}
      onClose={onClose}
      note={
        view.setup && (
          <p className="desk-note">
            {say('session.setup')}{' '}
            <button type="button" className="link" onClick={onSetup}>
              {say('setup.title')}
            </button>
          </p>
        )
      }
    >
      <Field
        // The dialog was opened to type this.
        autoFocus
        label={say('session.name')}
        required
        maxLength={40}
        autoComplete="username"
        value={name}
        onValue={setName}
      />
      <Field
        label={say('session.password')}
        type="password"
        required
        maxLength={PASSWORD_LENGTH.most}
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
      />
      <button type="button" className="link" onClick={() => void usePasskey()}>
        {say('security.passkeyLogin')}
      </button>
      {view.oidc && (
        <a className="link" href={here(view.oidc.path)}>
          {say('session.oidc', { label: view.oidc.label })}
        </a>
      )}
    </DialogForm>
  )
}
