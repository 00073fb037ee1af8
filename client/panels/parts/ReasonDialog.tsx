import { type ReactNode, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { Answer } from '../../live/request.ts'
import { DialogForm } from './DialogForm.tsx'
import { Field } from './Field.tsx'
import { sayReason } from './sayReason.ts'
import { useWords } from './useWords.ts'

interface ReasonDialogProps {
  title: string
  /** What will happen, in words. */
  note: ReactNode
  submit: string
  /** Gives the order with its reason. */
  give: (reason: string) => Promise<Answer<unknown>>
  /** True when the order was carried out. */
  onClose: (done: boolean) => void
}

/** Asks for the reason of an order before it is given; stays open with the refusal when it was not carried out. */
export function ReasonDialog({ title, note, submit, give, onClose }: ReasonDialogProps) {
  const { say } = useWords()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const send = async () => {
    setBusy(true)
    const answer = await give(reason.trim())
    setBusy(false)
    if (answer.ok) onClose(true)
    else setFault(answer.reason)
  }
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={open => open || onClose(false)}>
      <Modal>
        <Dialog className="dialog panel">
          <DialogForm
            title={title}
            submit={submit}
            fault={fault === null ? null : sayReason(fault, say)}
            busy={busy || !reason.trim()}
            onSubmit={() => void send()}
            onClose={() => onClose(false)}
            note={note}
          >
            <Field label={say('order.reason')} required maxLength={500} value={reason} onValue={setReason} />
          </DialogForm>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
