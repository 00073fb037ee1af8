import type { Instant } from '../../models/units.ts'
import type { Pulse } from '../../models/wire.ts'
import { spreadOf } from './Doorway.ts'
import { room } from './room.ts'
import type { Sockets } from './sockets.ts'

/** Milliseconds between beats: a line that is silent for 2.5 s counts as lost. */
export const BEAT = 1_000
/** Every so many beats each viewer gets a pulse in any case, another part of them at each: clocks are compared. */
const PARTS = 10

/** Milliseconds by which the spread may change before everyone is told of it. */
const SPREAD_STEP = 100

/** Tells viewers that the line is alive: each second those who heard no frame in it, as a frame tells as much. */
export class Heartbeat {
  private readonly spoken = new Set<number>()
  private beats = 0
  private viewers = 0
  /** The spread that everyone was told last. */
  private spread = 0

  /** Divide the viewers that come. */
  begin(io: Sockets): void {
    io.on('connection', viewer => void viewer.join(partRoom(this.viewers++ % PARTS)))
  }

  /** A frame went to all that hear this channel. */
  spoke(channel: number): void {
    this.spoken.add(channel)
  }

  /** Once a BEAT. */
  beat(io: Sockets, now: Instant, pulse: Pick<Pulse, 'epoch' | 'silent'>): void {
    const spread = spreadOf(io.engine.clientsCount)
    const told = { ...pulse, now, spread }
    const part = partRoom(this.beats++ % PARTS)
    if (this.spoken.size === 0 || Math.abs(spread - this.spread) >= SPREAD_STEP) {
      this.spread = spread
      io.emit('pulse', told)
    } else {
      io.to(part).emit('pulse', told)
      io.except([part, ...Array.from(this.spoken, room)]).emit('pulse', told)
    }
    this.spoken.clear()
  }
}

function partRoom(part: number): string {
  return `part ${part}`
}
