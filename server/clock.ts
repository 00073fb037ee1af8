import type { Instant } from '../models/units.ts'

/** Time, handed to whoever needs it, so that a test or a replay can bring its own. */
export interface Clock {
  now(): Instant
  /** Call `task` every `ms` until the result is called. */
  every(ms: number, task: () => void): () => void
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  every: (ms, task) => {
    const timer = setInterval(task, ms)
    return () => clearInterval(timer)
  },
}
