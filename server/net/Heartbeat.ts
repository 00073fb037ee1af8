import type { Instant } from '../../models/units.ts'
import type { Pulse } from '../../models/wire.ts'
import { spreadOf } from './Doorway.ts'
import { room } from './room.ts'
import type { Sockets } from './sockets.ts'

/** Milliseconds between beats: a line that is silent for 2.5 s counts as lost. */
export const BEAT = 1_000
/** Every so many beats everyone gets a pulse: clocks are compared and the spread is told. */
const TO_ALL = 10

/** Milliseconds by which the spread may change before everyone is told of it. */
const SPREAD_STEP = 100

/** Tells viewers that the line is alive: each second those who heard no frame in it, as a frame tells as much. */
export class Heartbeat {
  private readonly spoken = new Set<number>()
  private beats = 0
  /** The spread that everyone was told last. */
  private spread = 0

  /** A frame went to all that hear this channel. */
  spoke(channel: number): void {
    this.spoken.add(channel)
  }

  /** Once a BEAT. */
  beat(io: Sockets, now: Instant, pulse: Pick<Pulse, 'epoch' | 'silent'>): void {
    const spread = spreadOf(io.engine.clientsCount)
    const toAll =
      this.beats++ % TO_ALL === 0 || this.spoken.size === 0 || Math.abs(spread - this.spread) >= SPREAD_STEP
    if (toAll) this.spread = spread
    const quiet = toAll ? io : io.except([...this.spoken].map(room))
    this.spoken.clear()
    quiet.emit('pulse', { ...pulse, now, spread })
  }
}
