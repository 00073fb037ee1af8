import type { Actor } from '../../models/account.ts'
import {
  type ChangesDone,
  changeOrders,
  type RecordNews,
  recordsJoin,
} from '../../models/records/recordWire.ts'
import type { Reply } from '../../models/wire.ts'
import type { Sockets } from '../net/sockets.ts'
import { actorOf } from '../security/visitor.ts'
import type { MergeRecords } from './mergeRecords.ts'
import type { RecordCast } from './RecordCast.ts'
import type { Recorder } from './Recorder.ts'

/** Carries a group of orders out, wherever the records are written; checks them first. */
export type ChangeRecords = (orders: unknown, actor: Actor) => Promise<Reply<ChangesDone>>

/** Check a group of orders and have it carried out. */
export function changeBy(recorder: Recorder): ChangeRecords {
  return async (orders, actor) => {
    const read = changeOrders.safeParse(orders)
    if (read.success) return recorder.change(read.data, actor)
    const [issue] = read.error.issues
    return { ok: false, reason: `${issue?.path.join('.')}: ${issue?.message ?? 'malformed'}` }
  }
}

/** Room of everyone who hears records as this account; the empty id is everyone without one. */
function readerRoom(reader: string): string {
  return `records ${reader}`
}

/** Tell all sockets of a reader these news. Never volatile. */
export function tellRecords(io: Sockets, reader: string, news: RecordNews): void {
  io.to(readerRoom(reader)).emit('records:changed', news)
}

const FAILED = 'the server failed on this change; look at it before trying again'

/** Take joins and changes of viewers; each is answered. */
export function addRecordSockets(
  io: Sockets,
  cast: RecordCast,
  change: ChangeRecords,
  merge: MergeRecords,
): void {
  io.on('connection', viewer => {
    let leave: (() => void) | null = null
    viewer.on('disconnect', () => leave?.())
    viewer.on('records:join', (order, reply) => {
      if (typeof reply !== 'function') return
      const read = recordsJoin.safeParse(order)
      if (!read.success)
        return reply({ ok: false, reason: 'order must be { have?: { epoch, number }, after? }' })
      const actor = actorOf(viewer)
      leave ??= cast.listen(actor)
      void viewer.join(readerRoom(actor.id))
      reply({ ok: true, value: cast.page(actor, read.data.have, read.data.after) })
    })
    viewer.on('records:merge', (order, reply) => {
      if (typeof reply !== 'function') return
      merge(order, actorOf(viewer)).then(reply, () => reply({ ok: false, reason: FAILED }))
    })
    viewer.on('records:change', (orders, reply) => {
      if (typeof reply !== 'function') return
      change(orders, actorOf(viewer)).then(reply, () => reply({ ok: false, reason: FAILED }))
    })
  })
}
