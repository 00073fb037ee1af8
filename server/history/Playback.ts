import type { Gap } from '../../models/moment.ts'
import type { Sight } from '../../models/sight.ts'
import type { Instant } from '../../models/units.ts'
import { Ticker } from '../net/ticker.ts'
import { Twin } from '../twin/twin.ts'
import type { History } from './History.ts'
import { SLOT, spanStart } from './level.ts'
import { restore } from './restore.ts'
import { Tape } from './Tape.ts'

/** Above this speed, keyframes are shown instead of samples: a slot then passes in three seconds or less. */
const COARSE = 300
/** Milliseconds of the past between looks for values that went stale. */
const SWEEP = 2_000

/** The past as it plays: a twin of its own, and frames of it like those of the present. */
export class Playback {
  readonly ticker: Ticker
  readonly speed: number
  at: Instant
  /** The time around it in which nothing was recorded; null for none. */
  gap: Gap | null = null
  private readonly history: History
  private readonly twin: Twin
  private tape: Tape | null = null
  /** Server's present when the past was last moved. */
  private movedAt: Instant
  private sweptAt: Instant
  private busy = false

  private constructor(
    history: History,
    ticker: Ticker,
    twin: Twin,
    at: Instant,
    speed: number,
    now: Instant,
  ) {
    this.history = history
    this.ticker = ticker
    this.twin = twin
    this.at = at
    this.speed = speed
    this.movedAt = now
    this.sweptAt = at
  }

  /** Restore a past instant; `epoch` names this playback, `send` gets its frames by channel. */
  static async begin(
    history: History,
    sight: Sight,
    order: { readonly at: Instant; readonly speed: number; readonly epoch: number },
    now: () => Instant,
    send: (channel: number, frame: Uint8Array) => void,
  ): Promise<Playback> {
    const twin = new Twin(history.points)
    const ticker = new Ticker(twin, order.epoch, sight.hiddenPoints, send)
    const playback = new Playback(history, ticker, twin, order.at, order.speed, now())
    await playback.jump(order.at, false)
    playback.movedAt = now()
    return playback
  }

  /** What is shown of the past now. */
  get shown(): Pick<Twin, 'values' | 'quality' | 'times'> {
    return this.twin
  }

  /** Move on to where the past is by now, and send what changed. Does nothing while an earlier call is still reading. */
  async step(now: Instant): Promise<void> {
    if (this.busy || this.speed === 0) return
    this.busy = true
    try {
      const most = this.history.knownUntil(now)
      const to = Math.max(this.at, Math.min(this.at + Math.max(0, now - this.movedAt) * this.speed, most))
      this.movedAt = now
      if (this.speed > COARSE) await this.leap(to)
      else await this.play(to, now)
      this.at = to
      this.ticker.tick(to)
    } finally {
      this.busy = false
    }
  }

  private async leap(to: Instant): Promise<void> {
    if (spanStart(to, SLOT) !== spanStart(this.at, SLOT)) await this.jump(to, true)
  }

  private async play(to: Instant, now: Instant): Promise<void> {
    for (let slot = spanStart(this.at, SLOT); slot <= to; slot += SLOT) {
      if (this.tape?.slot !== slot || this.tape.readAt < Math.min(to, slot + SLOT))
        this.tape = await Tape.read(this.history, slot, now)
      this.tape.run(to, (point, value, quality, at) => {
        if (!(this.twin.times[point]! > at)) this.twin.apply(point, value, at, quality)
      })
    }
    if (to - this.sweptAt < SWEEP) return
    this.gap = await this.history.gapAt(to)
    this.twin.sweep(to, this.gap?.from)
    this.sweptAt = to
  }

  private async jump(to: Instant, coarse: boolean): Promise<void> {
    const { values, quality, times } = await restore(this.history, to, coarse)
    this.gap = await this.history.gapAt(to)
    for (let point = 0; point < values.length; point++) {
      const same = this.twin.times[point] === times[point] && this.twin.quality[point] === quality[point]
      if (!Number.isNaN(times[point]!) && !same)
        this.twin.apply(point, values[point]!, times[point]!, quality[point]!)
    }
  }
}
