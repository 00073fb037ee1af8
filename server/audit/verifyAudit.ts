import { auditHash, NO_HASH } from './auditHash.ts'
import type { AuditRow } from './auditTables.ts'

/** What a check of the book found. */
export interface AuditVerdict {
  /** Rows that hold, from the first on. */
  readonly rows: number
  /** Hash of the last row that holds. */
  readonly hash: string
  /** The first fault, or null when the whole book holds. */
  readonly fault: string | null
}

/** A row noted down earlier, outside the database. */
export interface Anchor {
  readonly n: number
  readonly hash: string
}

/** Rows read at a time. */
const PAGE = 1_000

/**
 * Walk the book from its first row: numbers without a gap, every hash right, every anchor still there. `read` gives
 * rows after a number, oldest first. Rows cut off at the end are only noticed against an anchor.
 */
export async function verifyAudit(
  read: (after: number, limit: number) => Promise<AuditRow[]>,
  anchors: readonly Anchor[] = [],
): Promise<AuditVerdict> {
  const due = new Map(anchors.map(({ n, hash }) => [n, hash]))
  let rows = 0
  let hash = NO_HASH
  for (;;) {
    const page = await read(rows, PAGE)
    for (const row of page) {
      const fault = faultOf(row, rows + 1, hash, due.get(row.n))
      if (fault) return { rows, hash, fault }
      due.delete(row.n)
      rows = row.n
      hash = row.hash
    }
    if (page.length < PAGE) break
  }
  const [missing] = [...due.keys()].filter(n => n > 0).sort((a, b) => a - b)
  return {
    rows,
    hash,
    fault: missing ? `row ${missing} was noted down and is gone: the end was cut off` : null,
  }
}

function faultOf(row: AuditRow, n: number, before: string, noted: string | undefined): string | null {
  if (row.n !== n) return `row ${n} is missing: ${row.n} follows ${n - 1}`
  if (auditHash(before, row) !== row.hash) return `row ${n} was changed, or the row before it was`
  if (noted !== undefined && noted !== row.hash)
    return `row ${n} is not the one noted down: the book was written anew`
  return null
}
