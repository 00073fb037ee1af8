import type { Points } from '../../models/points.ts'
import type { RecordRequest } from '../audit/record.ts'
import type { Clock } from '../clock.ts'
import type { Credential } from '../ingest/credential.ts'
import type { AnyStore } from '../store/Store.ts'
import { subject } from '../subject.ts'
import { DeviceGate } from './DeviceGate.ts'
import { Devices } from './Devices.ts'
import { addDeviceApi } from './deviceApi.ts'
import { deviceMigrations } from './deviceTables.ts'

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
  readonly points: Points
  readonly credential: Credential
  readonly recordRequest: RecordRequest
}

/** Who devices are: each may have a credential of its own. */
export const devices = subject({
  name: 'devices',
  tables: deviceMigrations,
  open({ store, clock, points, credential, recordRequest }: Needs) {
    const devices = new Devices(store, clock)
    const gate = new DeviceGate(devices, points, points.assetIds, clock)
    credential.others = (door, user, key) => gate.admit(door, user, key)
    credential.certified = (door, name) => gate.admitCertified(door, name)
    return {
      gives: { devices },
      routes: app => addDeviceApi(app, recordRequest, devices, gate),
      begin: () => gate.follow(),
    }
  },
})
