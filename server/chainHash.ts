import { createHash } from 'node:crypto'

/** Where a chain of rows stands: the number of its last row and the hash over all up to it. */
export interface Link {
  readonly number: number
  readonly hash: string
}

/** What stands before the first row of a chain. */
export const NO_HASH = '0'.repeat(64)

/** SHA-256 over the hash before and every column, as JSON so that no two rows read alike; 64 hex digits. */
export function chainHash(before: string, columns: readonly (string | number | null)[]): string {
  return createHash('sha256')
    .update(JSON.stringify([before, ...columns]))
    .digest('hex')
}
