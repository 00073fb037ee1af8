import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { PASSWORD_LENGTH } from '../../../../models/account.ts'
import { newCodes } from '../../../live/factors.ts'
import { logOut } from '../../../live/session.ts'
import { Field } from '../../parts/Field.tsx'
import { useWords } from '../../parts/useWords.ts'
import { Passkeys } from './Passkeys.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { sayFactorReason } from './sayFactorReason.ts'
import { TotpSetup } from './TotpSetup.tsx'
import { useFactors } from './useFactors.ts'

interface SecurityDialogProps {
  /** True when nothing else works before a second factor is set up. */
  enrol: boolean
  onClose: () => void
}

/** My second factors: the authenticator app, passkeys and recovery codes. */
export function SecurityDialog({ enrol, onClose }: SecurityDialogProps) {
  const { say } = useWords()
  const { factors, fault, busy, change } = useFactors()
  const [password, setPassword] = useState('')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const armed = factors !== null && (factors.totp || factors.passkeys.length > 0)
  const ready = !busy && password !== ''
  const renew = async () => setCodes((await change(() => newCodes(password)))?.value.codes ?? null)
  return (
    <ModalOverlay className="veil" isOpen onOpenChange={open => open || enrol || onClose()}>
      <Modal>
        <Dialog className="dialog panel is-security" data-dialog="security">
          <Heading slot="title">{say('security.title')}</Heading>
          {enrol && <p className="desk-note">{say('security.enrol')}</p>}
          {fault !== null && (
            <p role="alert" className="dialog-fault">
              {sayFactorReason(fault, say)}
            </p>
          )}
          {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
          {factors?.elsewhere && <p className="desk-note">{say('security.elsewhere')}</p>}
          {factors && !factors.elsewhere && !codes && (
            <>
              <Field
                label={say('security.password')}
                type="password"
                maxLength={PASSWORD_LENGTH.most}
                autoComplete="current-password"
                value={password}
                onValue={setPassword}
              />
              <TotpSetup
                standing={factors.totp}
                password={password}
                ready={ready}
                change={change}
                onCodes={setCodes}
              />
              <Passkeys
                passkeys={factors.passkeys}
                password={password}
                ready={ready}
                change={change}
                onCodes={setCodes}
              />
              {armed && (
                <section>
                  <h3>{say('security.recovery')}</h3>
                  <p>{say('security.left', { count: factors.recovery })}</p>
                  <button type="button" className="plain" disabled={!ready} onClick={() => void renew()}>
                    {say('security.renew')}
                  </button>
                </section>
              )}
            </>
          )}
          <div className="dialog-end">
            <button type="button" className="plain" onClick={() => (enrol ? void logOut() : onClose())}>
              {say(enrol ? 'session.logOut' : 'security.close')}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
