/** Milliseconds of work before the event loop gets a turn. */
const TURN = 8

/** Let everything else run once. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/** Let everything else run for so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

/** Divides long work: `if (turns.due) await turns.give()` wherever it may pause. */
export class Turns {
  private until = performance.now() + TURN

  get due(): boolean {
    return performance.now() >= this.until
  }

  async give(): Promise<void> {
    await turn()
    this.until = performance.now() + TURN
  }
}
