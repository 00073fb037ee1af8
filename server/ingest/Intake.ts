import type { Instant } from '../../models/units.ts'
import type { Gate } from './accept.ts'
import { Batch } from './Batch.ts'
import { LatestQueue } from './LatestQueue.ts'
import type { QueueState } from './source.ts'

/** Samples that wait at most, of a batch, and batches handed to the gate before others get a turn. */
const WAITING = 65_536
const BATCH = 4_096
const BATCHES = 16

/**
 * Gathers resolved samples of one source and hands them to the gate in batches. One turn of the event loop may read
 * megabytes from a socket: the first batches of a turn are handed on as they fill, so nothing is lost to a burst; what
 * comes beyond waits for the next turn and, when the queue is full, gives way to newer values, so that a flood delays
 * nobody for long.
 */
export class Intake {
  private readonly gate: Gate
  private readonly source: string
  private readonly queue: LatestQueue
  private readonly batch = new Batch(BATCH)
  private scheduled = false
  private handed = 0
  private stopped = false

  constructor(gate: Gate, source: string, waiting = WAITING) {
    this.gate = gate
    this.source = source
    this.queue = new LatestQueue(gate.points.count, waiting)
  }

  get state(): QueueState {
    return this.queue.state
  }

  /** Take a sample of a known point; NaN as its time means now. When the queue is full an older value of the point gives way, and else it is refused as `overrun`. */
  push(point: number, value: number, at: Instant, quality: number): void {
    if (!this.queue.push(point, value, at, quality)) this.gate.tally(this.source).refuse('overrun', 1)
    if (this.queue.length >= BATCH && this.handed < BATCHES) {
      this.handed++
      this.handOn()
    }
    if (this.scheduled || this.stopped) return
    this.scheduled = true
    setImmediate(this.turn)
  }

  /** Hand on everything that waits, now. */
  flush(): void {
    while (this.handOn());
  }

  /** Hand on what waits and end. */
  stop(): void {
    this.flush()
    this.stopped = true
  }

  private readonly turn = (): void => {
    this.scheduled = false
    if (this.stopped) return
    this.handed = 0
    let more = true
    while (more && this.handed++ < BATCHES) more = this.handOn()
    this.handed = 0
    if (!more) return
    this.scheduled = true
    setImmediate(this.turn)
  }

  private handOn(): boolean {
    const more = this.queue.drain(this.batch)
    if (this.batch.size > 0) this.gate.measure(this.batch, this.source)
    this.batch.clear()
    return more
  }
}
