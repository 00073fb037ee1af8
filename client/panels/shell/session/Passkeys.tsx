import { useState } from 'react'
import { PASSKEY_NAME, type PasskeyView } from '../../../../models/factor.ts'
import { addPasskey, removePasskey, renamePasskey } from '../../../live/factors.ts'
import { Field } from '../../parts/Field.tsx'
import { useWords } from '../../parts/useWords.ts'
import type { Change } from './useFactors.ts'

interface PasskeysProps {
  passkeys: readonly PasskeyView[]
  password: string
  /** True when the password is there and nothing is under way. */
  ready: boolean
  change: Change
  onCodes: (codes: readonly string[] | null) => void
}

/** The passkeys: each with its name and last use, and the way to add one. */
export function Passkeys({ passkeys, password, ready, change, onCodes }: PasskeysProps) {
  const { say, language } = useWords()
  const [name, setName] = useState('')
  const add = async () => {
    const done = await change(() => addPasskey(password, name.trim() || say('security.passkey')))
    if (!done) return
    setName('')
    onCodes(done.value.codes)
  }
  const rename = (key: PasskeyView, to: string) => {
    if (to.trim() !== '' && to.trim() !== key.name) void change(() => renamePasskey(key.id, to.trim()))
  }
  return (
    <section data-part="passkeys">
      <h3>{say('security.passkey')}</h3>
      {passkeys.length === 0 && <p>{say('security.noPasskey')}</p>}
      <ul className="passkeys">
        {passkeys.map(key => (
          <li key={key.id}>
            <input
              className="field"
              aria-label={say('security.nameOf', { name: key.name })}
              defaultValue={key.name}
              maxLength={PASSKEY_NAME}
              onBlur={event => rename(key, event.target.value)}
            />
            <span>
              {key.used === null
                ? say('security.unused')
                : say('security.used', { when: new Date(key.used).toLocaleString(language) })}
            </span>
            <button
              type="button"
              className="plain"
              disabled={!ready}
              onClick={() => void change(() => removePasskey(password, key.id))}
            >
              {say('security.passkeyRemove', { name: key.name })}
            </button>
          </li>
        ))}
      </ul>
      <Field label={say('security.passkeyName')} maxLength={PASSKEY_NAME} value={name} onValue={setName} />
      <button type="button" className="plain" disabled={!ready} onClick={() => void add()}>
        {say('security.passkeyAdd')}
      </button>
    </section>
  )
}
