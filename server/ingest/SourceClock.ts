import type { Instant } from '../../models/units.ts'

/** Share of a new lag in the typical one, and milliseconds a single sample may pull. */
const LEARN = 0.05
const PULL = 10_000
/** Samples in a row that must agree with the server's new time before the old one is forgotten. */
const AGREE = 1_000

/**
 * One source's clock against the server's. When the server's clock is set, a device goes on in the old time or comes
 * along; each sample is read in the time that makes its lag look as usual, so values neither freeze in the future nor
 * arrive stale.
 */
export class SourceClock {
  /** Milliseconds by which the server's clock was set and the source may not have followed. */
  private jump = 0
  private agreed = 0
  private typical = 0

  /** The server's clock was set by `ms`. */
  set(ms: number): void {
    this.jump += ms
    this.agreed = 0
  }

  /** A stated time in the server's time of now, without learning from it. */
  read(stated: Instant, now: Instant): Instant {
    return this.isBehind(now - stated) ? stated + this.jump : stated
  }

  /** A stated time in the server's time of now. */
  bring(stated: Instant, now: Instant): Instant {
    const lag = now - stated
    const shifted = lag - this.jump
    const behind = this.isBehind(lag)
    const off = (behind ? shifted : lag) - this.typical
    this.typical += LEARN * (off > PULL ? PULL : off < -PULL ? -PULL : off)
    if (behind) {
      this.agreed = 0
      return stated + this.jump
    }
    if (this.jump !== 0 && ++this.agreed >= AGREE) this.jump = 0
    return stated
  }

  private isBehind(lag: number): boolean {
    const { jump, typical } = this
    return jump !== 0 && Math.abs(lag - jump - typical) < Math.abs(lag - typical)
  }
}
