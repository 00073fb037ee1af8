import { createStore } from 'zustand/vanilla'
import { type AlarmRef, alarmIndex } from '../../models/alarm.ts'
import type { AlarmOrder, AlarmOrderName } from '../../models/alarmOrder.ts'
import { ask } from './ask.ts'
import { lookAtSession } from './session.ts'

/** Alarms one order may name (models/alarmOrder.ts). */
const AT_ONCE = 200

interface Orders {
  /** Alarms whose order is not answered yet, by alarm index. */
  pending: ReadonlySet<number>
  /** Why the last order on an alarm was refused, by alarm index. */
  refused: ReadonlyMap<number, string>
  /** Why the last order as a whole was refused; null when it was not. */
  fault: string | null
}

/** Orders on alarms on their way. Nothing is shown as done before the server says it is durable. */
export const orders = createStore<Orders>(() => ({ pending: new Set(), refused: new Map(), fault: null }))

/** Give one order on some alarms, as many as the server takes at once. True when it was carried out for all of them. */
export async function giveOrder(
  name: AlarmOrderName,
  refs: readonly AlarmRef[],
  more: Omit<AlarmOrder, 'alarms'> = {},
): Promise<boolean> {
  for (let from = 0; from < refs.length; from += AT_ONCE)
    if (!(await giveSome(name, refs.slice(from, from + AT_ONCE), more)) && orders.getState().fault)
      return false
  return refs.every(ref => !orders.getState().refused.has(indexOf(ref)))
}

async function giveSome(
  name: AlarmOrderName,
  refs: readonly AlarmRef[],
  more: Omit<AlarmOrder, 'alarms'>,
): Promise<boolean> {
  const given = refs.map(({ point, source }) => ({ point, source }))
  const indices = given.map(indexOf)
  const { pending, refused: before } = orders.getState()
  const cleared = new Map([...before].filter(([index]) => !indices.includes(index)))
  orders.setState({ pending: new Set([...pending, ...indices]), refused: cleared, fault: null })
  const reply = await ask(name, { alarms: given, ...more })
  const { pending: open, refused } = orders.getState()
  const news: [number, string][] = reply.ok
    ? reply.value.refused.map(each => [indexOf(each), each.reason])
    : indices.map(index => [index, reply.reason])
  orders.setState({
    pending: new Set([...open].filter(index => !indices.includes(index))),
    refused: new Map([...refused, ...news]),
    fault: reply.ok ? null : reply.reason,
  })
  if (!reply.ok) void lookAtSession()
  return reply.ok && reply.value.refused.length === 0
}

/** Forget what was refused. */
export function forgetRefusals(): void {
  orders.setState({ refused: new Map(), fault: null })
}

function indexOf({ point, source }: AlarmRef): number {
  return alarmIndex(point, source)
}
