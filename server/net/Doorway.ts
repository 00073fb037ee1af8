/** Handshakes let in at one turn of the event loop. */
const A_TURN = 8
/** Handshakes that may wait; the next is told to come again. */
export const MOST_WAITING = 4_096
/** Handshakes a second that the hint to viewers counts on; half of what one core was measured to do. */
const A_SECOND = 1_000
/** Longest time over which viewers are asked to spread, milliseconds. */
const LONGEST_SPREAD = 10_000

/** Lets handshakes in a few at a time: a thousand who dial at once neither keep a tick waiting nor pile up without end. */
export class Doorway {
  admitted = 0
  refused = 0
  private readonly queue: (() => void)[] = []

  /** Handshakes waiting for their turn. */
  get waiting(): number {
    return this.queue.length
  }

  /** Resolves when it is this handshake's turn; false at once when too many wait. */
  enter(): Promise<boolean> {
    if (this.queue.length >= MOST_WAITING) {
      this.refused++
      return Promise.resolve(false)
    }
    return new Promise(resolve => {
      if (this.queue.length === 0) setImmediate(() => this.turn())
      this.queue.push(() => resolve(true))
    })
  }

  private turn(): void {
    for (const enter of this.queue.splice(0, A_TURN)) {
      this.admitted++
      enter()
    }
    if (this.queue.length > 0) setImmediate(() => this.turn())
  }
}

/** Milliseconds over which so many viewers should spread their first try after a cut, so that they do not all come at once. */
export function spreadOf(viewers: number): number {
  return Math.min(LONGEST_SPREAD, Math.round((viewers * 1000) / A_SECOND))
}
