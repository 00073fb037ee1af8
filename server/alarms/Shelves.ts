import { LONGEST_SHELF, type Shelf } from '../../models/alarmCycle.ts'
import type { Instant } from '../../models/units.ts'
import { type Clock, steadyOf } from '../clock.ts'

/** When shelves end: by the clock and by steady time, whatever is done to the clock, and never after the longest. */
export class Shelves {
  private readonly clock: Clock
  /** Steady time at which each shelf ends at the latest. */
  private readonly ends = new Map<number, number>()

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Count an alarm's shelf from now on. */
  begin(index: number, shelf: Shelf | null): void {
    if (!shelf) return
    const left = Math.min(LONGEST_SHELF, Math.max(0, shelf.until - this.clock.now()))
    this.ends.set(index, steadyOf(this.clock) + left)
  }

  /** An alarm's shelf as it is now: a shelf that began goes on, one that is gone is forgotten. */
  follow(index: number, shelf: Shelf | null): void {
    if (!shelf) this.ends.delete(index)
    else if (!this.ends.has(index)) this.begin(index, shelf)
  }

  /** Alarms whose shelf has ended. */
  *ended(now: Instant, shelfOf: (index: number) => Shelf | null): Iterable<number> {
    const steady = steadyOf(this.clock)
    for (const [index, ends] of this.ends) {
      const shelf = shelfOf(index)
      if (shelf && (now >= shelf.until || steady >= ends)) yield index
    }
  }
}
