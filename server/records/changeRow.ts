import type { RecordEntry } from '../../models/records/RecordBook.ts'
import { recordTypeOf } from '../../models/records/recordTypes.ts'
import type { RecordChange } from '../../models/records/recordWire.ts'
import { chainHash } from '../chainHash.ts'
import type { ChangeRow, RecordRow } from './recordTables.ts'

/** A change as its row, chained to the hash of the change before. */
export function changeRow(change: RecordChange, role: string, before: string): ChangeRow {
  const row = {
    number: change.number,
    at: change.at,
    branch: change.branch,
    type: change.type,
    id: change.id,
    owner: change.owner,
    owner_name: change.ownerName,
    actor: change.actor,
    actor_name: change.by,
    role,
    order_id: change.order,
    whole: change.whole ? 1 : 0,
    fields: change.fields && JSON.stringify(change.fields),
  }
  return { ...row, hash: hashOf(before, row) }
}

/** The hash of a change, over the one before and every column; 64 hex digits. */
export function hashOf(before: string, row: Omit<ChangeRow, 'hash'>): string {
  return chainHash(before, [
    row.number,
    row.at,
    row.branch,
    row.type,
    row.id,
    row.owner,
    row.owner_name,
    row.actor,
    row.actor_name,
    row.role,
    row.order_id,
    row.whole,
    row.fields,
  ])
}

/** A row as the change it keeps. */
export function readChange(row: ChangeRow): RecordChange {
  return {
    number: row.number,
    branch: row.branch,
    type: row.type,
    id: row.id,
    fields: row.fields === null ? null : JSON.parse(row.fields),
    whole: row.whole === 1,
    owner: row.owner,
    ownerName: row.owner_name,
    at: row.at,
    actor: row.actor,
    by: row.actor_name,
    order: row.order_id,
  }
}

/** A record as its row. */
export function recordRow(entry: RecordEntry): RecordRow {
  return {
    branch: entry.branch,
    id: entry.id,
    type: entry.type,
    version: recordTypeOf(entry.type)?.version ?? 0,
    owner: entry.owner,
    owner_name: entry.ownerName,
    number: entry.number,
    made: entry.made,
    changed: entry.changed,
    changed_by: entry.by,
    value: entry.value && JSON.stringify(entry.value),
    stamps: JSON.stringify(entry.stamps),
  }
}

/** A row as the record it keeps, its value lifted to the present version of its type. */
export function readRecord(row: RecordRow): RecordEntry {
  const type = recordTypeOf(row.type)
  let value = row.value === null ? null : (JSON.parse(row.value) as Record<string, unknown>)
  for (let version = row.version + 1; value && type?.lift && version <= type.version; version++)
    value = type.lift(value, version) as Record<string, unknown>
  return {
    branch: row.branch,
    id: row.id,
    type: row.type,
    owner: row.owner,
    ownerName: row.owner_name,
    number: row.number,
    made: row.made,
    changed: row.changed,
    by: row.changed_by,
    value,
    stamps: JSON.parse(row.stamps),
  }
}
