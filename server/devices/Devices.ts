import { randomUUID } from 'node:crypto'
import type { DeviceDoor, DeviceView } from '../../models/device.ts'
import { newToken, tokenHash } from '../accounts/token.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { DeviceRow, DeviceTables } from './deviceTables.ts'

/** Devices of an installation at most. */
const MOST = 20_000

/** The credentials of devices in the store. Names and scopes are checked before they come here (models/device.ts). */
export class Devices {
  private readonly store: Store<DeviceTables>
  private readonly clock: Clock

  constructor(store: Store<DeviceTables>, clock: Clock) {
    this.store = store
    this.clock = clock
  }

  /** A new device and its key, which is kept nowhere. Null when the name is taken. */
  async add(
    name: string,
    scopes: readonly string[],
    doors: readonly DeviceDoor[],
    rate: number,
  ): Promise<{ key: string; device: DeviceView } | null> {
    const key = newToken()
    const row: DeviceRow = {
      id: randomUUID(),
      name,
      hash: tokenHash(key),
      scopes: JSON.stringify(scopes),
      doors: JSON.stringify(doors),
      rate,
      created: this.clock.now(),
      revoked: null,
    }
    const { numInsertedOrUpdatedRows = 0n } = await this.store.db
      .insertInto('device')
      .values(row)
      .onConflict(conflict => conflict.column('name').doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows > 0n ? { key, device: view(row) } : null
  }

  /** Close a device's doors for good; running servers notice within seconds. False when there is no such device, or it is closed already. */
  async revoke(name: string): Promise<boolean> {
    const { numUpdatedRows } = await this.store.db
      .updateTable('device')
      .set({ revoked: this.clock.now() })
      .where('name', '=', name)
      .where('revoked', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /** All devices by name, revoked ones too. */
  async list(): Promise<DeviceView[]> {
    const rows = await this.store.db.selectFrom('device').selectAll().orderBy('name').limit(MOST).execute()
    return rows.map(view)
  }

  /** The devices that may send, by the hash of their key. */
  async open(): Promise<Map<string, DeviceView>> {
    const rows = await this.store.db
      .selectFrom('device')
      .selectAll()
      .where('revoked', 'is', null)
      .limit(MOST)
      .execute()
    return new Map(rows.map(row => [row.hash, view(row)]))
  }

  /** A text that is another one after every change: cheap to ask for often. */
  async version(): Promise<string> {
    const row = await this.store.db
      .selectFrom('device')
      .select(({ fn }) => [
        fn.countAll().as('all'),
        fn.count('revoked').as('revoked'),
        fn.max('created').as('newest'),
      ])
      .executeTakeFirst()
    return JSON.stringify([row?.all, row?.revoked, row?.newest].map(Number))
  }
}

function view({ name, scopes, doors, rate, created, revoked }: DeviceRow): DeviceView {
  return { name, scopes: JSON.parse(scopes), doors: JSON.parse(doors), rate, created, revoked }
}
