import { useState } from 'react'
import type { TotpOffer } from '../../../../models/factor.ts'
import { confirmTotp, offerTotp, removeTotp } from '../../../live/factors.ts'
import { Field } from '../../parts/Field.tsx'
import { useWords } from '../../parts/useWords.ts'
import type { Change } from './useFactors.ts'

interface TotpSetupProps {
  /** True when an app is set up. */
  standing: boolean
  password: string
  /** True when the password is there and nothing is under way. */
  ready: boolean
  change: Change
  onCodes: (codes: readonly string[] | null) => void
}

/** The authenticator app: the code to scan and its first answer, or the way to take it off. */
export function TotpSetup({ standing, password, ready, change, onCodes }: TotpSetupProps) {
  const { say } = useWords()
  const [offer, setOffer] = useState<TotpOffer | null>(null)
  const [code, setCode] = useState('')
  const begin = async () => setOffer((await change(() => offerTotp(password)))?.value ?? null)
  const confirm = async () => {
    const done = await change(() => confirmTotp(code))
    setCode('')
    if (!done) return
    setOffer(null)
    onCodes(done.value.codes)
  }
  return (
    <section data-part="totp">
      <h3>{say('security.totp')}</h3>
      <p>{say(standing ? 'security.totpOn' : 'security.totpOff')}</p>
      {!offer && (
        <button
          type="button"
          className="plain"
          disabled={!ready}
          onClick={() => void (standing ? change(() => removeTotp(password)) : begin())}
        >
          {say(standing ? 'security.totpRemove' : 'security.totpSet')}
        </button>
      )}
      {offer && !standing && (
        <form
          onSubmit={event => {
            event.preventDefault()
            void confirm()
          }}
        >
          <img className="totp-picture" src={offer.picture} alt={say('security.scan')} />
          <p className="desk-note">
            {say('security.scan')} <code>{offer.secret}</code>
          </p>
          <Field
            label={say('security.firstCode')}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            value={code}
            onValue={setCode}
          />
          <button type="submit" className="solid" disabled={!ready}>
            {say('security.confirm')}
          </button>
        </form>
      )}
    </section>
  )
}
