import type { WatchOrder } from '../../models/wire.ts'

/** A viewer's stay elsewhere than in the present: another source tells it frames meanwhile. */
export interface Visit {
  /** The run its frames are of; null before it plays. */
  readonly epoch: number | null
  watch(order: WatchOrder): void
}
