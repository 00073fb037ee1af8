import { useState } from 'react'
import { PASSWORD_LENGTH, type SessionView } from '../../../models/account.ts'
import { logIn } from '../../live/session.ts'
import { Field } from '../parts/Field.tsx'
import { sayReason } from '../parts/sayReason.ts'
import { useWords } from '../parts/useWords.ts'
import { DialogForm } from './DialogForm.tsx'

interface LoginFormProps {
  view: SessionView
  onSetup: () => void
  onClose: () => void
}

/** Name and password, or single sign-on where there is one. */
export function LoginForm({ view, onSetup, onClose }: LoginFormProps) {
  const { say } = useWords()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const enter = async () => {
    setBusy(true)
    const answer = await logIn(name, password)
    setBusy(false)
    if (answer.ok) return onClose()
    setFault(answer.reason)
    setPassword('')
  }
  return (
    <DialogForm
      title={say('session.logIn')}
      submit={say('session.logIn')}
      fault={fault && sayReason(fault, say)}
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
      {view.oidc && (
        <a className="link" href={view.oidc.path}>
          {say('session.oidc', { label: view.oidc.label })}
        </a>
      )}
    </DialogForm>
  )
}
