import { randomUUID } from 'node:crypto'
import type { Socket } from 'socket.io-client'
import { RecordDesk } from '../../../client/live/RecordDesk.ts'
import { numberPoints } from '../../../models/points.ts'
import type { SavedView } from '../../../models/records/view.ts'
import { sightOf } from '../../../models/sight.ts'
import { systemClock } from '../../../server/clock.ts'
import { openRecords } from '../../../server/records/openRecords.ts'
import type { RecordTables } from '../../../server/records/recordTables.ts'
import type { Store } from '../../../server/store/Store.ts'
import { smallSite } from '../fixture.ts'

/** A page's desk of records on an open socket; it has joined. */
export async function openDesk(socket: Socket): Promise<RecordDesk> {
  const desk = new RecordDesk({
    id: randomUUID,
    changed: () => undefined,
    author: () => ({ name: '', at: 0 }),
    send: orders => socket.emitWithAck('records:change', orders),
    join: (have, after) =>
      socket.emitWithAck('records:join', { ...(have && { have }), ...(after && { after }) }),
  })
  socket.on('records:changed', news => desk.hear(news))
  await desk.join()
  return desk
}

/** A saved view with this name. */
export function savedView(name: string, more: Partial<SavedView> = {}): SavedView {
  return {
    name,
    eye: [0, 100, 100],
    target: [0, 0, 0],
    layers: null,
    time: null,
    order: 0,
    readers: 'owner',
    ...more,
  }
}

/** The records of the small site in a store, without sockets. */
export function recordsOf(store: Store<RecordTables>) {
  const { assets } = smallSite()
  const points = numberPoints(assets)
  return openRecords({ store, clock: systemClock, points, sight: sightOf(smallSite(), points) })
}
