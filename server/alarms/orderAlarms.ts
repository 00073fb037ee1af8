import type { Actor } from '../../models/account.ts'
import { type AlarmRef, alarmIndex } from '../../models/alarm.ts'
import { type AlarmEvent, shownState, step } from '../../models/alarmCycle.ts'
import {
  type AlarmOrder,
  type AlarmOrderDone,
  type AlarmOrderName,
  alarmOrderFault,
} from '../../models/alarmOrder.ts'
import { may } from '../../models/role.ts'
import type { Instant } from '../../models/units.ts'
import type { Reply } from '../../models/wire.ts'
import type { Alarms } from './Alarms.ts'
import type { JournalEntry } from './Journal.ts'
import { JournalAway } from './Journal.ts'
import { writeCycle } from './JournalRow.ts'
import type { Life } from './Life.ts'

interface Planned {
  readonly index: number
  readonly life: Life
  readonly entry: JournalEntry
  readonly refused: JournalEntry
}

/**
 * Carry an order of a person out: checked, made durable, and only then done and answered. Alarms it does not fit are
 * named with the reason; when it fits none, or the database is away, the order is refused and nothing has changed.
 */
export async function orderAlarms(
  alarms: Alarms,
  name: AlarmOrderName,
  order: unknown,
  actor: Actor,
  now: Instant,
): Promise<Reply<AlarmOrderDone>> {
  if (!may(actor.role, name))
    return { ok: false, reason: `${name} needs another role than ${actor.role}; log in as an operator` }
  const fault = alarmOrderFault(name, order)
  if (fault !== null) return { ok: false, reason: fault }
  const checked = order as AlarmOrder
  const refused: (AlarmRef & { reason: string })[] = []
  const planned = new Map<number, Planned>()
  for (const { point, source } of checked.alarms) {
    const plan = planOne(alarms, name, checked, { point, source }, actor, now)
    if ('refused' in plan && typeof plan.refused === 'string')
      refused.push({ point, source, reason: plan.refused })
    else planned.set((plan as Planned).index, plan as Planned)
  }
  const plans = [...planned.values()]
  if (plans.length === 0) return { ok: false, reason: refused[0]!.reason }
  alarms.lock(planned.keys())
  try {
    const rows = await alarms.journal.commit(
      plans.map(plan => plan.entry),
      plans.map(plan => plan.refused),
    )
    for (const [k, { index, life }] of plans.entries())
      alarms.put(index, { ...life, number: rows[k]!.number })
    return { ok: true, value: { number: rows.at(-1)!.number, refused } }
  } catch (error) {
    if (error instanceof JournalAway) return { ok: false, reason: error.message }
    throw error
  } finally {
    alarms.unlock(planned.keys())
  }
}

function planOne(
  alarms: Alarms,
  name: AlarmOrderName,
  order: AlarmOrder,
  ref: AlarmRef,
  actor: Actor,
  now: Instant,
): Planned | { readonly refused: string } {
  if (!alarms.knows(ref)) return { refused: 'there is no such point; load the site again' }
  const index = alarmIndex(ref.point, ref.source)
  if (alarms.isLocked(index)) return { refused: 'another order on it is being written; try again' }
  const event = eventOf(name, order, now)
  const before = alarms.lifeOf(index)
  const result = step(before.state, event, now)
  if ('refused' in result) return { refused: result.refused }
  const life = { ...before, state: result.state, by: actor.name, reason: order.reason?.trim() || null }
  const entry = {
    ...alarms.entry(index, event.type, life, now),
    actor: actor.id,
    actor_name: actor.name,
    role: actor.role,
  }
  const unchanged = { after: shownState(before.state), cycle: writeCycle(before.state) }
  return { index, life, entry, refused: { ...entry, ...unchanged, event: 'refused' } }
}

function eventOf(
  name: AlarmOrderName,
  { minutes = 0, oneShot = false }: AlarmOrder,
  now: Instant,
): AlarmEvent {
  switch (name) {
    case 'alarm:shelve':
      return { type: 'shelve', until: Math.round(now + minutes * 60_000), oneShot }
    case 'alarm:suppress':
      return { type: 'suppress', by: 'order' }
    case 'alarm:unsuppress':
      return { type: 'unsuppress', by: 'order' }
    case 'alarm:acknowledge':
      return { type: 'acknowledge' }
    case 'alarm:reset':
      return { type: 'reset' }
    case 'alarm:unshelve':
      return { type: 'unshelve' }
    case 'alarm:outOfService':
      return { type: 'outOfService' }
    case 'alarm:returnToService':
      return { type: 'returnToService' }
  }
}
