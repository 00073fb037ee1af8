import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { PASSWORD_LENGTH, type SessionView } from '../../../models/account.ts'
import { logIn } from '../../live/session.ts'
import { sayReason } from '../parts/sayReason.ts'
import { useWords } from '../parts/useWords.ts'

/** Name and password, or single sign-on where there is one; before the first admin, where to make one. */
export function LoginDialog({ view, onClose }: { view: SessionView; onClose: () => void }) {
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
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={open => open || onClose()}>
      <Modal>
        <Dialog className="dialog panel">
          <form
            onSubmit={event => {
              event.preventDefault()
              void enter()
            }}
          >
            <Heading slot="title">{say('session.logIn')}</Heading>
            {view.setup && <p className="desk-note">{say('session.setup')}</p>}
            {fault !== null && <p role="alert">{sayReason(fault, say)}</p>}
            <label>
              {say('session.name')}
              <input
                className="field"
                required
                maxLength={40}
                autoComplete="username"
                value={name}
                onChange={event => setName(event.target.value)}
              />
            </label>
            <label>
              {say('session.password')}
              <input
                className="field"
                type="password"
                required
                maxLength={PASSWORD_LENGTH.most}
                autoComplete="current-password"
                value={password}
                onChange={event => setPassword(event.target.value)}
              />
            </label>
            {view.oidc && (
              <a className="link" href={view.oidc.path}>
                {say('session.oidc', { label: view.oidc.label })}
              </a>
            )}
            <div className="dialog-end">
              <button type="button" className="plain" onClick={onClose}>
                {say('session.cancel')}
              </button>
              <button type="submit" className="solid" disabled={busy}>
                {say('session.logIn')}
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
