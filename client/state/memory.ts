/** What this browser remembers between visits; nothing, where storage is forbidden. */
export const memory = {
  recall(key: string): string | null {
    try {
      return localStorage.getItem(`twin.${key}`)
    } catch {
      return null
    }
  },
  /** Null forgets. */
  keep(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(`twin.${key}`)
      else localStorage.setItem(`twin.${key}`, value)
    } catch {
      // A browser that may not store still shows the twin.
    }
  },
}
