import type { AccountTables } from '../../server/accounts/accountTables.ts'
import type { AlarmTables } from '../../server/alarms/alarmTables.ts'
import type { AuditTables } from '../../server/audit/auditTables.ts'
import type { ClusterTables } from '../../server/cluster/clusterTables.ts'
import type { DeviceTables } from '../../server/devices/deviceTables.ts'
import type { HistoryTables } from '../../server/history/tables.ts'
import type { FedTables } from '../../server/ingest/fedTables.ts'
import type { RecordTables } from '../../server/records/recordTables.ts'
import type { Migrations } from '../../server/store/Store.ts'
import { schema } from '../../server/tables.ts'

/** Every table of the twin, for tests that look into several subjects' at once. */
export type Tables = HistoryTables &
  AccountTables &
  AlarmTables &
  AuditTables &
  DeviceTables &
  FedTables &
  RecordTables &
  ClusterTables

/** The schema of all. */
export const subjects: readonly Migrations[] = schema
