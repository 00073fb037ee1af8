import { turn } from '../turn.ts'

/** Milliseconds of work before the event loop gets a turn. */
const TURN = 8

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
