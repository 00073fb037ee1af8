/** Wait for a farewell to the other side, but not for longer than `ms` milliseconds: who is gone cannot answer. Failures are over, too. */
export async function within(ms: number, farewell: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([farewell.catch(() => undefined), late])
  clearTimeout(timer)
}
