import { chainHash } from '../chainHash.ts'
import type { AuditRow } from './auditTables.ts'

/** The hash of a row of the audit, over the one before; 64 hex digits. */
export function auditHash(hash: string, row: Omit<AuditRow, 'hash'>): string {
  const { n, at, actor, name, role, source, what, target, before, after, reason, request } = row
  return chainHash(hash, [n, at, actor, name, role, source, what, target, before, after, reason, request])
}
