import type { Clock } from '../../clock.ts'

/** What somebody can lose at the broker besides a sample. */
export type LossKind = keyof Losses['counts']

/** What was lost at the broker and by whom: counted by kind, the last told in words. */
export class Losses {
  last: string | null = null
  readonly counts = {
    linesCut: 0,
    idsRefused: 0,
    subscriptionsRefused: 0,
    retainedRefused: 0,
    sessionLosses: 0,
    unread: 0,
    faults: 0,
  }
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Count a loss and whose it was. */
  note(kind: LossKind, who: string, what: string): void {
    this.counts[kind]++
    this.last = `${new Date(this.clock.now()).toISOString()} ${who}: ${what}`
  }
}
