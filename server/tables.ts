import { type AccountTables, accountMigrations } from './accounts/accountTables.ts'
import { type AlarmTables, alarmMigrations } from './alarms/alarmTables.ts'
import { type AuditTables, auditMigrations } from './audit/auditTables.ts'
import { type ClusterTables, clusterMigrations } from './cluster/clusterTables.ts'
import { type DeviceTables, deviceMigrations } from './devices/deviceTables.ts'
import { type HistoryTables, historyMigrations } from './history/tables.ts'
import { type FedTables, fedMigrations } from './ingest/fedTables.ts'
import { type RecordTables, recordMigrations } from './records/recordTables.ts'
import type { Migrations } from './store/Store.ts'

/** Every table of the twin's database. Each subject declares its own in its folder and is named here and in `subjects`. */
export interface Tables
  extends HistoryTables,
    AccountTables,
    AlarmTables,
    AuditTables,
    DeviceTables,
    FedTables,
    RecordTables,
    ClusterTables {}

/** The schema versions of all subjects; startTwin opens the one store with them. */
export const subjects: readonly Migrations[] = [
  historyMigrations,
  accountMigrations,
  alarmMigrations,
  auditMigrations,
  deviceMigrations,
  fedMigrations,
  recordMigrations,
  clusterMigrations,
]
