import { useState } from 'react'
import { PASSWORD_LENGTH } from '../../../../models/account.ts'
import { makeFirstAdmin } from '../../../live/session.ts'
import { DialogForm } from '../../parts/DialogForm.tsx'
import { Field } from '../../parts/Field.tsx'
import { sayReason } from '../../parts/sayReason.ts'
import { useWords } from '../../parts/useWords.ts'
import { readSetupCode } from './setupCode.ts'

interface SetupFormProps {
  /** The code the address brought; empty when it is to be typed. */
  code: string
  onClose: () => void
}

/** The first administrator of an installation, made with the one-time link that the server's console shows. */
export function SetupForm({ code: given, onClose }: SetupFormProps) {
  const { say } = useWords()
  const [code, setCode] = useState(given)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const make = async () => {
    if (password !== again) return setFault(say('setup.differ'))
    setBusy(true)
    const answer = await makeFirstAdmin(readSetupCode(code), name, password)
    setBusy(false)
    if (answer.ok) return onClose()
    setFault(sayReason(answer.reason, say))
  }
  return (
    <DialogForm
      title={say('setup.title')}
      submit={say('setup.make')}
      fault={fault}
      busy={busy}
      onSubmit={() => void make()}
      onClose={onClose}
      note={<p className="desk-note">{say('setup.hint')}</p>}
    >
      {given === '' && (
        <Field label={say('setup.code')} required maxLength={300} value={code} onValue={setCode} />
      )}
      <Field
        label={say('session.name')}
        required
        minLength={2}
        maxLength={40}
        autoComplete="username"
        value={name}
        onValue={setName}
      />
      {(['first', 'again'] as const).map(each => (
        <Field
          key={each}
          label={say(`setup.${each}`, { least: PASSWORD_LENGTH.least })}
          type="password"
          required
          minLength={PASSWORD_LENGTH.least}
          maxLength={PASSWORD_LENGTH.most}
          autoComplete="new-password"
          value={each === 'first' ? password : again}
          onValue={each === 'first' ? setPassword : setAgain}
        />
      ))}
    </DialogForm>
  )
}
