import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { StandingAlarm } from '../../../models/alarm.ts'
import type { AlarmOrderName } from '../../../models/alarmOrder.ts'
import { giveOrder } from '../../live/orders.ts'
import { Field } from '../parts/Field.tsx'
import { useWords } from '../parts/useWords.ts'
import { orderKey } from './alarmOrders.ts'
import { NamedAlarms } from './NamedAlarms.tsx'

/** Minutes an alarm can be shelved for; the longest is a shift (LONGEST_SHELF). */
const MINUTES = [15, 60, 240, 480, 720]

interface OrderDialogProps {
  name: AlarmOrderName
  /** Comment already typed. */
  comment?: string
  chosen: readonly StandingAlarm[]
  /** True when the order was given. */
  onClose: (done: boolean) => void
}

/** Names the alarms of an order and asks for its reason, and for how long they are shelved. */
export function OrderDialog({ name, comment = '', chosen, onClose }: OrderDialogProps) {
  const { say } = useWords()
  const [reason, setReason] = useState(comment)
  const [minutes, setMinutes] = useState(60)
  const [oneShot, setOneShot] = useState(false)
  // What was chosen when the question came up: the list may move meanwhile.
  const [alarms] = useState(chosen)
  const shelving = name === 'alarm:shelve'
  const needsReason = name !== 'alarm:acknowledge' && name !== 'alarm:reset'
  const give = () => {
    const why = reason.trim()
    void giveOrder(name, alarms, { ...(why && { reason: why }), ...(shelving && { minutes, oneShot }) })
    onClose(true)
  }
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={open => open || onClose(false)}>
      <Modal>
        <Dialog className="dialog panel">
          <form
            onSubmit={event => {
              event.preventDefault()
              if (reason.trim() || !needsReason) give()
            }}
          >
            <Heading slot="title">
              {say('order.title', { order: say(orderKey(name)), count: alarms.length })}
            </Heading>
            <NamedAlarms list={alarms} />
            {shelving && (
              <label>
                {say('order.duration')}
                <select className="field" value={minutes} onChange={e => setMinutes(Number(e.target.value))}>
                  {MINUTES.map(n => (
                    <option key={n} value={n}>
                      {n < 60 ? say('order.minutes', { n }) : say('order.hours', { n: n / 60 })}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {shelving && (
              <label className="is-check">
                <input type="checkbox" checked={oneShot} onChange={e => setOneShot(e.target.checked)} />
                {say('order.oneShot')}
              </label>
            )}
            <Field
              label={say(needsReason ? 'order.reason' : 'order.comment')}
              required={needsReason}
              maxLength={500}
              value={reason}
              onValue={setReason}
            />
            <div className="dialog-end">
              <button type="button" className="plain" onClick={() => onClose(false)}>
                {say('order.cancel')}
              </button>
              <button type="submit" className="solid" disabled={needsReason && !reason.trim()}>
                {say('order.giveAll', { order: say(orderKey(name)), count: alarms.length })}
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
