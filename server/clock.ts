import type { Instant } from '../models/units.ts'

/** Time, handed to whoever needs it, so that a test or a replay can bring its own. */
export interface Clock {
  now(): Instant
  /** Milliseconds that only ever run on, whatever is done to the clock: by them a clock that was set is told from time that passed. Absent where time is made up. */
  steady?(): number
  /** Call `task` every `ms` until the result is called. */
  every(ms: number, task: () => void): () => void
}

/** Milliseconds that only run on; where time is made up, that time itself. */
export function steadyOf(clock: Clock): number {
  return clock.steady?.() ?? clock.now()
}

/**
 * A clock for the ends of things. Set back, it goes on by steady time: nothing lasts longer than it may. Set forward, it
 * follows: what it ends early is asked for again.
 */
export function onward(clock: Clock): Clock {
  if (!clock.steady) return clock
  let at = clock.now()
  let steady = steadyOf(clock)
  return {
    steady: () => steadyOf(clock),
    every: (ms, task) => clock.every(ms, task),
    now() {
      const now = steadyOf(clock)
      at = Math.max(clock.now(), at + now - steady)
      steady = now
      return Math.floor(at)
    },
  }
}

/** True when a span has passed, and also when its end is further off than it ever was: the clock was set back. */
export function isOver(end: Instant, span: number, now: Instant): boolean {
  return !(now < end) || end - now > span
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  every: (ms, task) => {
    const timer = setInterval(task, ms)
    return () => clearInterval(timer)
  },
}
