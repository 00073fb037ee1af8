import { useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { SessionView } from '../../../../models/account.ts'
import { LoginForm } from './LoginForm.tsx'
import { SetupForm } from './SetupForm.tsx'

interface LoginDialogProps {
  view: SessionView
  /** The one-time code of the address; null for none. */
  code: string | null
  /** Why single sign-on sent us back; null for nothing. */
  fault: string | null
  onClose: () => void
}

/** The way in; before the first administrator, the way to make one. */
export function LoginDialog({ view, code, fault, onClose }: LoginDialogProps) {
  const [making, setMaking] = useState(code !== null)
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={open => open || onClose()}>
      <Modal>
        <Dialog className="dialog panel" data-dialog={making ? 'setup' : 'login'}>
          {making && view.setup ? (
            <SetupForm code={code ?? ''} onClose={onClose} />
          ) : (
            <LoginForm view={view} fault={fault} onSetup={() => setMaking(true)} onClose={onClose} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
