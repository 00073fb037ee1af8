import { ALARM_SOURCES } from '../../models/alarm.ts'
import { DelayedConditions } from '../../models/alarmDelay.ts'
import { levelOf, type Packed, qualityOf, rateOf, stateOf } from '../../models/alarmDetect.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import type { Clock } from '../clock.ts'
import type { Twin } from '../twin/twin.ts'
import type { RuleBook } from './RuleBook.ts'

const SOURCES = ALARM_SOURCES.length
const [LEVEL, RATE, STATE, GRADE] = [0, 1, 2, 3]

/** What detection tells of. */
export interface Heard {
  /** The condition of an alarm changed after its delays; `since` is the instant of the sample that began it. */
  changed(index: number, condition: Packed, since: Instant): void
  /** The design began or ended to suppress the alarms of a point: see isSuppressed. */
  suppressed(point: number): void
  /** True when the simulated values of a point raise alarms. */
  simulatedCounts(point: number): boolean
}

/**
 * Judges every value of the twin by the rules. A value between its inner limits on a point where nothing stands or
 * waits costs two comparisons and a look-up, and makes no garbage.
 */
export class Detection {
  readonly conditions: DelayedConditions
  private readonly twin: Twin
  private readonly clock: Clock
  private readonly heard: Heard
  private book: RuleBook
  /** A value strictly between these needs no judging while `calm`. */
  private readonly above: Float64Array
  private readonly below: Float64Array
  private readonly calm: Uint8Array
  private readonly previous: Float64Array
  private readonly previousAt: Float64Array
  /** Instant of the sample that began the condition seen, by alarm index. */
  private readonly since: Float64Array
  private readonly seen: Uint8Array
  private readonly held: Uint8Array

  constructor(twin: Twin, clock: Clock, book: RuleBook, heard: Heard) {
    const { count } = twin.points
    this.twin = twin
    this.clock = clock
    this.book = book
    this.heard = heard
    this.conditions = new DelayedConditions(count * SOURCES)
    this.above = new Float64Array(count)
    this.below = new Float64Array(count)
    this.calm = new Uint8Array(count)
    this.previous = new Float64Array(count).fill(Number.NaN)
    this.previousAt = new Float64Array(count).fill(Number.NaN)
    this.since = new Float64Array(count * SOURCES)
    this.seen = new Uint8Array(count * SOURCES)
    this.held = new Uint8Array(count)
    this.prepare()
    twin.hear((point, value, quality, at) => {
      if (this.calm[point] === 1 && value > this.above[point]! && value < this.below[point]! && quality <= 2)
        return
      this.judge(point, value, quality, at)
    })
  }

  /** Let delays pass. */
  pass(now: Instant): void {
    if (this.conditions.waiting.size === 0) return
    this.conditions.pass(now, index => {
      this.tell(index)
      this.rest(Math.floor(index / SOURCES))
    })
  }

  /** Judge by other rules from now on: every present value is judged anew. */
  use(book: RuleBook): void {
    this.book = book
    this.prepare()
    const { values, quality, times } = this.twin
    for (let point = 0; point < values.length; point++) {
      this.suppress(point)
      if (quality[point] !== QUALITY.none) this.judge(point, values[point]!, quality[point]!, times[point]!)
    }
  }

  /** Put a condition that stood before a restart back. */
  restore(index: number, condition: Packed, since: Instant): void {
    this.conditions.restore(index, condition)
    this.since[index] = since
    this.seen[index] = condition
    this.calm[Math.floor(index / SOURCES)] = 0
  }

  /** Nothing of a point stands or waits any more: its next value is judged as its first. */
  reset(point: number): void {
    for (let index = point * SOURCES; index < (point + 1) * SOURCES; index++) {
      this.conditions.restore(index, 0)
      this.seen[index] = 0
    }
    this.previous[point] = Number.NaN
    this.rest(point)
  }

  /** The design suppressed a point before a restart; it does so until the condition is read again, or at once no more without one. */
  restoreSuppressed(point: number): void {
    this.held[point] = 1
    if (this.book.conditionPoint[point]! < 0) this.suppress(point)
  }

  /** True while the design suppresses the alarms of a point. */
  isSuppressed(point: number): boolean {
    return this.held[point] === 1
  }

  private judge(point: number, value: number, quality: number, at: Instant): void {
    const { rule, detector } = this.book.byPoint[point]!
    const { confirmed } = this.conditions
    const first = point * SOURCES
    const now = this.clock.now()
    if (quality === QUALITY.simulated && !this.heard.simulatedCounts(point)) return
    const live = quality === QUALITY.good || quality === QUALITY.simulated
    if (live) {
      this.offer(first + LEVEL!, levelOf(detector, value, confirmed[first]!), now, at, rule)
      const seconds = (at - this.previousAt[point]!) / 1000
      const rate = rateOf(detector, value, this.previous[point]!, seconds, confirmed[first + RATE!]!)
      this.offer(first + RATE!, rate, now, at, rule)
      this.offer(first + STATE!, stateOf(detector, value), now, at, rule)
      this.previous[point] = value
      this.previousAt[point] = at
    }
    if (quality !== QUALITY.none) this.offer(first + GRADE!, qualityOf(detector, quality), now, at, rule)
    this.rest(point)
    const dependents = this.book.dependents.get(point)
    if (dependents) for (const dependent of dependents) this.suppress(dependent)
  }

  private offer(
    index: number,
    condition: Packed,
    now: Instant,
    at: Instant,
    delays: { readonly onDelay: number; readonly offDelay: number },
  ): void {
    if (this.seen[index] !== condition) {
      this.seen[index] = condition
      this.since[index] = at
    }
    if (this.conditions.offer(index, condition, now, delays.onDelay, delays.offDelay)) this.tell(index)
  }

  private tell(index: number): void {
    this.heard.changed(index, this.conditions.confirmed[index]!, this.since[index]!)
  }

  /** Calm is a point where nothing stands or waits, whose rate nobody watches, whose code means nothing and on which nothing depends. */
  private rest(point: number): void {
    const first = point * SOURCES
    const { confirmed, waiting } = this.conditions
    const { detector } = this.book.byPoint[point]!
    let busy =
      !Number.isNaN(detector.ratePerMinute) || detector.states.length > 0 || this.book.dependents.has(point)
    for (let index = first; index < first + SOURCES && !busy; index++)
      busy = confirmed[index] !== 0 || this.seen[index] !== 0 || (waiting.size > 0 && waiting.has(index))
    this.calm[point] = busy ? 0 : 1
  }

  private prepare(): void {
    for (let point = 0; point < this.calm.length; point++) {
      const { detector: d } = this.book.byPoint[point]!
      this.above[point] = Math.max(or(d.low, -Infinity), or(d.lowLow, -Infinity))
      this.below[point] = Math.min(or(d.high, Infinity), or(d.highHigh, Infinity))
      this.rest(point)
    }
  }

  /** Without a good reading of the condition's point the condition is not true: alarms are rather told than kept back. */
  private suppress(point: number): void {
    const on = this.book.conditionPoint[point]!
    const when = this.book.byPoint[point]!.rule.suppressWhen
    const { values, quality } = this.twin
    const holds =
      on >= 0 &&
      when !== null &&
      (quality[on] === QUALITY.good || quality[on] === QUALITY.simulated) &&
      values[on]! >= (when.atLeast ?? -Infinity) &&
      values[on]! <= (when.atMost ?? Infinity)
    if ((this.held[point] === 1) === holds) return
    this.held[point] = holds ? 1 : 0
    this.heard.suppressed(point)
  }
}

function or(limit: number, otherwise: number): number {
  return Number.isNaN(limit) ? otherwise : limit
}
