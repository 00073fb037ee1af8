import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds between two looks: each of them wakes the process. */
const PERIOD = 250
const NANO = 1e-9

/** How late the event loop comes to what is due, in seconds, since the process started. */
export class LoopDelay {
  private readonly histogram = monitorEventLoopDelay({ resolution: PERIOD })

  constructor() {
    this.histogram.enable()
  }

  get mean(): number {
    return late(this.histogram.mean)
  }

  get max(): number {
    return late(this.histogram.max)
  }

  /** The delay that so many per cent of the looks did not exceed. */
  percentile(share: number): number {
    return late(this.histogram.percentile(share))
  }

  stop(): void {
    this.histogram.disable()
  }
}

/** Node counts the period in; before the first look it has no figure. */
function late(nanoseconds: number): number {
  return Math.max(0, (nanoseconds || 0) * NANO - PERIOD / 1000)
}
