/** The one-time code in what was pasted: the whole link of the console, or the code alone. */
export function readSetupCode(text: string): string {
  return /token=([\w-]+)/.exec(text)?.[1] ?? text.trim()
}

/** The code of an address such as `/#setup=…`: behind the #, so that no server or proxy writes it down. Null for none. */
export function setupCodeOf(hash: string): string | null {
  return /^#setup=([\w-]{8,200})$/.exec(hash)?.[1] ?? null
}
