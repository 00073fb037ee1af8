/** Let everything else run once. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/** Let everything else run for so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
