import type { Clock } from '../clock.ts'

/** Milliseconds a clock must move by itself to count as set; smaller steps are followed in silence. */
export const CLOCK_STEP = 5_000

/** Tells when the server's clock was set: its time moved otherwise than the steady one. */
export class ClockWatch {
  /** How often, and by how much the last time, milliseconds. */
  times = 0
  lastMs = 0
  private readonly clock: Clock
  private offset = Number.NaN

  constructor(clock: Clock) {
    this.clock = clock
    this.look()
  }

  /** Milliseconds the clock was set by since the last look; 0 when it was not. */
  look(): number {
    if (!this.clock.steady) return 0
    const offset = this.clock.now() - this.clock.steady()
    const step = offset - this.offset
    this.offset = offset
    if (!(Math.abs(step) >= CLOCK_STEP)) return 0
    this.times++
    this.lastMs = step
    return step
  }
}
