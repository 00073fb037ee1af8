import { useStore } from 'zustand'
import type { Instant } from '../../../models/units.ts'
import { moment } from '../../live/moment.ts'
import { type Key, ko } from '../../words/ko.ts'
import { formatClock, formatDate } from '../parts/formatTime.ts'
import { nameAlarmKey } from '../parts/nameAlarmKey.ts'
import { ScrollArea } from '../parts/ScrollArea.tsx'
import { sayReason } from '../parts/sayReason.ts'
import { useFetched } from '../parts/useFetched.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'

/** As much of GET /api/alarms/at as is shown (server/alarms/JournalRow.ts). */
interface PastOrder {
  readonly number: number
  readonly at: Instant
  readonly alarm: string
  readonly event: string
  readonly actor_name: string | null
  readonly role: string | null
  readonly reason: string | null
}

/** Orders shown, and milliseconds of our clock between two looks while the past plays. */
const FEW = 60
const LOOK = 4_000

/** What people had done up to the instant shown, newest first. */
export function PastOrders() {
  const { say, language } = useWords()
  const world = useLoaded()
  const at = useStore(moment, ({ past }) => {
    if (!past) return null
    // While it plays a new look every LOOK is enough, whatever the speed.
    const step = Math.max(1, past.speed * LOOK)
    return Math.floor(past.at / step) * step
  })
  const [answer] = useFetched<{ orders: readonly PastOrder[] }>(
    at === null ? null : `/api/alarms/at?at=${at}`,
    60_000,
  )
  if (!answer) return <p className="desk-note">{say('past.seeking')}</p>
  if (!answer.ok) return <p className="desk-note">{sayReason(answer.reason, say)}</p>
  const { orders } = answer.value
  if (orders.length === 0) return <p className="desk-note">{say('orders.none')}</p>
  return (
    <ScrollArea>
      <table className="desk-table" data-orders={orders.length}>
        <thead>
          <tr>
            {(['at', 'who', 'what', 'alarm', 'reason'] as const).map(each => (
              <th key={each} scope="col">
                {say(`orders.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {orders.slice(0, FEW).map(order => {
            const { asset, point } = nameAlarmKey(order.alarm, world, language, say)
            return (
              <tr key={order.number}>
                <td className="numbers">
                  {formatClock(order.at, true)} <small>{formatDate(order.at, language)}</small>
                </td>
                <td>
                  {order.actor_name} <small>{order.role && sayOr(`role.${order.role}`, order.role)}</small>
                </td>
                <th scope="row">{sayOr(`order.${order.event}`, order.event)}</th>
                <td>
                  {asset} <small>{point}</small>
                </td>
                <td>{order.reason}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollArea>
  )

  function sayOr(key: string, otherwise: string): string {
    return Object.hasOwn(ko, key) ? say(key as Key) : otherwise
  }
}
