import type { Instant } from '../../models/units.ts'

/** A token bucket: so many a second on average, so many at once. */
export class Bucket {
  private tokens: number
  private at: Instant
  private readonly rate: number
  private readonly burst: number

  constructor(rate: number, burst: number, now: Instant) {
    this.rate = rate
    this.burst = burst
    this.tokens = burst
    this.at = now
  }

  /** Take `n` tokens if they are there; else the seconds to wait. A clock that was set back costs no tokens. */
  take(n: number, now: Instant): number {
    this.tokens = Math.min(this.burst, this.tokens + (Math.max(0, now - this.at) / 1000) * this.rate)
    this.at = now
    if (this.tokens < n) return Math.ceil((n - this.tokens) / this.rate)
    this.tokens -= n
    return 0
  }
}
