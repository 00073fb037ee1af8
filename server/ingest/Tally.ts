import type { Instant } from '../../models/units.ts'
import type { Reason } from './rejection.ts'
import { SourceClock } from './SourceClock.ts'

/** Lags kept for median and extremes; a power of two. */
const LAGS = 512
/** Seconds the rate is averaged over. */
const SECONDS = 10

/** How old samples are when they arrive, milliseconds; null before the first that states its time. */
export interface Lag {
  readonly medianMs: number | null
  readonly maxMs: number | null
  /** The source's clock ahead of ours (+) or behind (−), from the quickest of the last samples: the delay of the way counts as behind. */
  readonly skewMs: number | null
}

/** What a source has brought so far, for people to read. */
export interface TallyReport {
  readonly accepted: number
  /** Of the accepted, those behind a newer one: kept by history, not shown live. */
  readonly past: number
  /** Of the accepted, those of unknown age: shown as stale, judged by no alarm. */
  readonly unknownAge: number
  /** What names nothing that this site measures, or says only that there is no value: no fault of the sender, and no sample. */
  readonly ignored: number
  readonly rejected: Readonly<Partial<Record<Reason, number>>>
  readonly samplesPerSecond: number
  readonly lastAt: Instant | null
  readonly lag: Lag
}

/** Counts of one source. */
export class Tally {
  readonly clock = new SourceClock()
  readonly rejected = new Map<Reason, number>()
  accepted = 0
  past = 0
  unknownAge = 0
  ignored = 0
  private lastAt = Number.NaN
  private readonly lags = new Float64Array(LAGS)
  private lagCount = 0
  private readonly perSecond = new Float64Array(SECONDS + 1)
  private second = Number.NaN

  /** Count accepted samples. */
  take(n: number, now: Instant): void {
    if (n === 0) return
    this.accepted += n
    this.lastAt = now
    this.roll(Math.floor(now / 1000))
    this.perSecond[this.second % (SECONDS + 1)]! += n
  }

  /** Count refused samples. */
  refuse(reason: Reason, n: number): void {
    this.rejected.set(reason, (this.rejected.get(reason) ?? 0) + n)
  }

  /** Note the lag of a sample that stated its time, in milliseconds. */
  lag(ms: number): void {
    this.lags[this.lagCount++ & (LAGS - 1)] = ms
  }

  /** The server's clock was set by `ms`; what was measured against the old one is forgotten. */
  clockSet(ms: number): void {
    this.clock.set(ms)
    this.lagCount = 0
    this.second = Number.NaN
  }

  /** All of it at this instant. */
  report(now: Instant): TallyReport {
    this.roll(Math.floor(now / 1000))
    const complete =
      this.perSecond.reduce((sum, n) => sum + n, 0) - this.perSecond[this.second % (SECONDS + 1)]!
    return {
      accepted: this.accepted,
      past: this.past,
      unknownAge: this.unknownAge,
      ignored: this.ignored,
      rejected: Object.fromEntries(this.rejected),
      samplesPerSecond: complete / SECONDS,
      lastAt: Number.isNaN(this.lastAt) ? null : this.lastAt,
      lag: this.lagReport(),
    }
  }

  private lagReport(): Lag {
    const lags = this.lags.slice(0, Math.min(this.lagCount, LAGS)).sort()
    if (lags.length === 0) return { medianMs: null, maxMs: null, skewMs: null }
    return { medianMs: lags[lags.length >> 1]!, maxMs: lags[lags.length - 1]!, skewMs: 0 - lags[0]! }
  }

  /** Empty the seconds that passed since the last count; a clock that was set empties all. */
  private roll(second: number): void {
    const passed = second - this.second
    if (!(passed >= 0 && passed <= SECONDS)) this.perSecond.fill(0)
    else for (let s = this.second + 1; s <= second; s++) this.perSecond[s % (SECONDS + 1)] = 0
    this.second = second
  }
}
