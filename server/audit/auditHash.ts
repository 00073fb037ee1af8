import { createHash } from 'node:crypto'
import type { AuditRow } from './auditTables.ts'

/** What stands before the first row. */
export const NO_HASH = '0'.repeat(64)

/** SHA-256 over the hash before and every field of the row, as JSON so that no two rows read alike; 64 hex digits. */
export function auditHash(before: string, row: Omit<AuditRow, 'hash'>): string {
  const { n, at, actor, name, role, source, what, target, reason, request } = row
  const fields = [
    before,
    n,
    at,
    actor,
    name,
    role,
    source,
    what,
    target,
    row.before,
    row.after,
    reason,
    request,
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}
