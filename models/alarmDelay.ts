import { type Packed, severityOf } from './alarmDetect.ts'
import type { Instant } from './units.ts'

/**
 * Conditions of many alarms after their delays, in dense arrays: a condition counts once it has stood for the on-delay
 * and is over once it has been gone for the off-delay (ISA-18.2 alarm on- and off-delay).
 */
export class DelayedConditions {
  /** Conditions that count, by alarm index. */
  readonly confirmed: Uint8Array
  /** Alarms that wait for a delay. */
  readonly waiting = new Set<number>()
  private readonly candidate: Uint8Array
  private readonly due: Float64Array
  private passed: Instant = Number.NEGATIVE_INFINITY

  constructor(count: number) {
    this.confirmed = new Uint8Array(count)
    this.candidate = new Uint8Array(count)
    this.due = new Float64Array(count)
  }

  /** Offer the condition seen now; delays in seconds. True when what counts has changed with it. */
  offer(index: number, seen: Packed, now: Instant, onDelay: number, offDelay: number): boolean {
    const before = this.confirmed[index]!
    if (seen === before) {
      if (this.waiting.size > 0) this.waiting.delete(index)
      return false
    }
    const worse = severityOf(seen) > severityOf(before)
    const delay = (worse || (before === 0 && seen !== 0) ? onDelay : offDelay) * 1000
    if (delay <= 0) {
      this.waiting.delete(index)
      this.confirmed[index] = seen
      return true
    }
    // A value that wanders between two levels has been abnormal all the time: the delay goes on.
    const sameWay =
      this.waiting.has(index) && severityOf(this.candidate[index]!) > severityOf(before) === worse
    this.candidate[index] = seen
    if (!sameWay) {
      this.waiting.add(index)
      this.due[index] = now + delay
    }
    return false
  }

  /** Let the delays that have passed take effect; `hear` is told of each alarm whose condition changed. */
  pass(now: Instant, hear: (index: number) => void): void {
    // A clock set back would make what waits wait for as long again.
    const back = Math.max(0, this.passed - now)
    this.passed = now
    for (const index of this.waiting) {
      this.due[index]! -= back
      if (this.due[index]! > now) continue
      this.waiting.delete(index)
      this.confirmed[index] = this.candidate[index]!
      hear(index)
    }
  }

  /** Put a condition in place without a delay: after a restart. */
  restore(index: number, packed: Packed): void {
    this.confirmed[index] = packed
    this.waiting.delete(index)
  }
}
