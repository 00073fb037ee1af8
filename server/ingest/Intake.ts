import type { Instant } from '../../models/units.ts'
import type { Gate } from './accept.ts'
import { Batch } from './Batch.ts'
import { LatestQueue } from './LatestQueue.ts'
import type { QueueState } from './source.ts'

/** Samples that wait at most, and samples handed to the gate before others get a turn. */
const WAITING = 65_536
const TURN = 4_096

/** Gathers resolved samples of one source and hands them to the gate in batches, a batch a turn of the event loop, so that a flood delays nobody by more than a batch. */
export class Intake {
  private readonly gate: Gate
  private readonly source: string
  private readonly queue: LatestQueue
  private readonly batch = new Batch(TURN)
  private scheduled = false
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
    if (this.stopped || !this.handOn()) return
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
