import { useState } from 'react'
import { useStore } from 'zustand'
import type { StandingAlarm } from '../../../models/alarm.ts'
import type { AlarmOrderName } from '../../../models/alarmOrder.ts'
import { giveOrder, orders } from '../../live/orders.ts'
import type { Group } from '../../state/alarmList.ts'
import { sayReason } from '../parts/sayReason.ts'
import { useWhyNot } from '../parts/useWhyNot.ts'
import { useWords } from '../parts/useWords.ts'
import { ORDERS_OF, orderKey } from './alarmOrders.ts'
import { OrderDialog } from './OrderDialog.tsx'

interface OrderBarProps {
  group: Group
  chosen: readonly StandingAlarm[]
  onDone: () => void
}

/** What may be done with the chosen alarms. A button that may not be used says why. */
export function OrderBar({ group, chosen, onDone }: OrderBarProps) {
  const { say } = useWords()
  const whyNot = useWhyNot()
  const fault = useStore(orders, state => state.fault)
  const [comment, setComment] = useState('')
  const [asking, setAsking] = useState<AlarmOrderName | null>(null)
  const common = whyNot('alarm:acknowledge') ?? (chosen.length === 0 ? say('whyNot.none') : null)
  const give = async (name: AlarmOrderName) => {
    const plain = name === 'alarm:acknowledge' || name === 'alarm:reset'
    // Nobody acknowledges a screenful by a slip of the hand: more than one is asked for by number and name.
    if (!plain || chosen.length > 1) return setAsking(name)
    const reason = comment.trim()
    if (await giveOrder(name, chosen, reason ? { reason } : {})) {
      setComment('')
      onDone()
    }
  }
  return (
    <div className="order-bar">
      <span className="order-count numbers">{say('alarm.chosen', { count: chosen.length })}</span>
      <input
        className="field"
        aria-label={say('order.comment')}
        placeholder={say('order.comment')}
        maxLength={500}
        value={comment}
        onChange={event => setComment(event.target.value)}
      />
      {ORDERS_OF[group].map(name => {
        const why = whyNot(name) ?? (chosen.length === 0 ? say('whyNot.none') : null)
        return (
          <button
            key={name}
            type="button"
            className={name === 'alarm:acknowledge' ? 'solid' : 'plain'}
            aria-disabled={why !== null}
            title={why ?? undefined}
            onClick={() => why === null && void give(name)}
          >
            {say(orderKey(name))}
          </button>
        )
      })}
      <span className="order-why" role="status">
        {fault === null ? common : say('alarm.refused', { reason: sayReason(fault, say) })}
      </span>
      {asking && (
        <OrderDialog
          name={asking}
          comment={comment}
          chosen={chosen}
          onClose={done => {
            setAsking(null)
            if (!done) return
            setComment('')
            onDone()
          }}
        />
      )}
    </div>
  )
}
