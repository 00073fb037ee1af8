import { TOPICS } from '../../models/kind.ts'
import type { Sight } from '../../models/sight.ts'
import type { Clock } from '../clock.ts'
import { subject } from '../subject.ts'
import type { Twin } from '../twin/twin.ts'
import { asBuffer } from './asBuffer.ts'
import { Backlog } from './backlog.ts'
import { Heartbeat } from './Heartbeat.ts'
import { room } from './room.ts'
import type { Sockets } from './sockets.ts'
import { Ticker } from './ticker.ts'

interface Needs {
  readonly twin: Twin
  readonly sight: Sight
  readonly clock: Clock
  /** Names this run in every frame. */
  readonly epoch: number
  /** Takes every frame for other processes; nobody does when left out. */
  readonly feed?: { put(channel: number, frame: Uint8Array): void } | undefined
}

/** The present as frames: one encoding a tick and channel, the same bytes for all. */
export const frames = subject({
  name: 'frames',
  open({ twin, sight, clock, epoch, feed }: Needs) {
    let io: Sockets | null = null
    const heartbeat = new Heartbeat()
    const send = (channel: number, frame: Uint8Array): void => {
      // Not volatile: engine.io is not writable again before the first topic of a tick is flushed, so the second would be dropped.
      io?.to(room(channel)).emit('frame', asBuffer(frame))
      heartbeat.spoke(channel)
      feed?.put(channel, frame)
    }
    const wanted = (channel: number): boolean =>
      feed !== undefined || (io?.sockets.adapter.rooms.has(room(channel)) ?? false)
    const ticker = new Ticker(twin, epoch, sight.hiddenPoints, send, wanted)
    const backlog = new Backlog(ticker)
    return {
      gives: { ticker, frames: ticker, backlog, heartbeat },
      sockets(viewers) {
        io = viewers
      },
      tick() {
        if (io) backlog.look(io.sockets.sockets.values(), clock.now())
        ticker.tick(clock.now())
      },
      metrics(meter) {
        meter.counter('twin_frames_total', 'Delta frames encoded', ['topic'], c => {
          for (const [k, topic] of TOPICS.entries()) c.inc({ topic }, ticker.traffic[k]!.frames)
        })
        meter.counter('twin_frame_bytes_total', 'Bytes of delta frames encoded', ['topic'], c => {
          for (const [k, topic] of TOPICS.entries()) c.inc({ topic }, ticker.traffic[k]!.bytes)
        })
      },
    }
  },
})
