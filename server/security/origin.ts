/** True when a page of this origin may speak to the host: it is the host's own page or an allowed one. */
export function ownOrigin(origin: string, host: string | undefined, allowed: readonly string[]): boolean {
  if (allowed.includes(origin)) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
