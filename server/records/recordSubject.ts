import type { Clock } from '../clock.ts'
import type { SendOrder } from '../cluster/orderWire.ts'
import type { AnyStore } from '../store/Store.ts'
import { type Opened, subject } from '../subject.ts'
import { type BookGround, followRecords, openRecords, type Records } from './openRecords.ts'
import { type RecordDoor, recordDoor } from './recordDoor.ts'
import { recordMigrations } from './recordTables.ts'

interface Needs extends BookGround {
  readonly store: AnyStore
  readonly clock: Clock
  /** Where changes get in; the store as it is when left out. */
  readonly recordDoor?: RecordDoor | undefined
  /** Tells other processes that records changed. */
  readonly ringRecords?: (() => void) | undefined
}

/** What people make, where it is written. */
export const records = subject({
  name: 'records',
  tables: recordMigrations,
  open: async (needs: Needs) =>
    doorsOf(await openRecords(needs, needs.recordDoor ?? recordDoor(needs.store), needs.ringRecords)),
})

interface FollowNeeds extends BookGround {
  readonly store: AnyStore
  readonly send: SendOrder
  /** Rings when records changed. */
  readonly recordBell: (ring: () => void) => () => void
}

/** What people make, where another process writes it. */
export const followedRecords = subject({
  name: 'followed records',
  open: async (needs: FollowNeeds) => {
    const change: Records['change'] = (orders, actor) => needs.send(CHANGE, orders, actor)
    const merge: Records['merge'] = (order, actor) => needs.send(MERGE, order, actor)
    return doorsOf(await followRecords(needs, change, merge, needs.recordBell))
  },
})

const CHANGE = 'records:change'
const MERGE = 'records:merge'

function doorsOf(records: Records): Opened<object> {
  return {
    sockets: io => records.serve(io),
    orders: { [CHANGE]: records.change, [MERGE]: records.merge },
    health: () => ({ records: records.health() }),
    faults: () => ({ records: records.health().away }),
    close: records.close,
  }
}
