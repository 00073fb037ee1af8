import type { Instant } from '../../models/units.ts'
import { SLOT, spanStart } from './level.ts'
import { SampleLog } from './SampleLog.ts'
import { bandOf } from './Tracks.ts'

/** Milliseconds after its end at which a slot goes to its pages, so that what was under way is in it. */
const GRACE = 10_000
/** A slot opened again by late samples waits this long for more of them. */
const LATE = 60_000

/** Samples of one slot that are not all in pages yet, by band. */
export interface OpenSlot {
  readonly start: Instant
  readonly logs: Map<number, SampleLog>
  /** When it is to be flushed. */
  due: Instant
}

/** The samples in memory, by the slot they belong to. */
export class OpenSlots {
  readonly byStart = new Map<Instant, OpenSlot>()
  /** Samples held. */
  n = 0
  /** The slot that samples went to last. */
  private last: OpenSlot | null = null

  push(track: number, at: Instant, steps: number, quality: number, now: Instant): void {
    const { last } = this
    const slot = last && at >= last.start && at < last.start + SLOT ? last : this.open(at, now)
    const band = bandOf(track)
    let log = slot.logs.get(band)
    if (!log) {
      log = new SampleLog()
      slot.logs.set(band, log)
    }
    log.push(track, at - slot.start, steps, quality)
    this.n++
  }

  /** The oldest slot that is due, or null. */
  nextDue(now: Instant): OpenSlot | null {
    let oldest: OpenSlot | null = null
    for (const slot of this.byStart.values())
      if (slot.due <= now && (!oldest || slot.start < oldest.start)) oldest = slot
    return oldest
  }

  /** Forget the first `n` samples of a log: they are in pages. */
  drop(slot: OpenSlot, band: number, n: number): void {
    const log = slot.logs.get(band)!
    log.dropFirst(n)
    if (log.n === 0) slot.logs.delete(band)
    this.n -= n
  }

  /** Take a flushed slot away; false when new samples have come to it, which then wait for another flush. */
  close(slot: OpenSlot, now: Instant): boolean {
    if (slot.logs.size > 0) slot.due = now + LATE
    else this.forget(slot.start)
    return slot.logs.size === 0
  }

  /** Let a slot go whole: pages hold it. */
  release(start: Instant): void {
    for (const { n } of this.byStart.get(start)?.logs.values() ?? []) this.n -= n
    this.forget(start)
  }

  private forget(start: Instant): void {
    this.byStart.delete(start)
    this.last = null
  }

  private open(at: Instant, now: Instant): OpenSlot {
    const start = spanStart(at, SLOT)
    let slot = this.byStart.get(start)
    if (!slot) {
      const due = start + SLOT + GRACE
      slot = { start, logs: new Map(), due: due > now ? due : now + LATE }
      this.byStart.set(start, slot)
    }
    this.last = slot
    return slot
  }
}
