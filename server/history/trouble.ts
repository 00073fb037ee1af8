/** What is wrong with the database, for health. */
export interface Trouble {
  readonly state: 'away' | 'full' | 'damaged'
  readonly reason: string
}

/** Tell a full disk and damage from a database that is away, each with its remedy. */
export function troubleOf(error: unknown): Trouble {
  const { code = '', message = String(error) } = (error ?? {}) as { code?: string; message?: string }
  if (code === '53100' || code === 'SQLITE_FULL' || /disk is full|no space left|ENOSPC/i.test(message))
    return {
      state: 'full',
      reason: `history is not written, the disk is full (${message}); free space or shorten --raw-days`,
    }
  if (error instanceof RangeError) return { state: 'damaged', reason: message }
  return {
    state: 'away',
    reason: `history is not written, the database does not answer (${message || code}); samples wait in memory`,
  }
}
