import type { Points } from '../../models/points.ts'
import type { Sight } from '../../models/sight.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log/Log.ts'
import { asBuffer } from '../net/asBuffer.ts'
import { Backlog } from '../net/backlog.ts'
import { Heartbeat } from '../net/Heartbeat.ts'
import { room } from '../net/room.ts'
import type { Sockets } from '../net/sockets.ts'
import { subject } from '../subject.ts'
import { Relays } from './Relays.ts'

interface Needs {
  readonly points: Points
  readonly sight: Sight
  readonly clock: Clock
  readonly log: Log
}

/** The owner's frames, passed on byte by byte. */
export const relays = subject({
  name: 'relays',
  open({ points, sight, clock, log }: Needs) {
    let io: Sockets | null = null
    const heartbeat = new Heartbeat()
    const frames = new Relays(points, sight.hiddenPoints, {
      send(channel, frame) {
        io?.to(room(channel)).emit('frame', asBuffer(frame))
        heartbeat.spoke(channel)
      },
      restarted: channel => io && backlog.restart(io.sockets.sockets.values(), channel),
    })
    const { traffic } = frames
    const backlog = new Backlog(frames)
    return {
      gives: { frames, backlog, heartbeat },
      sockets(viewers) {
        io = viewers
      },
      tick: () => io && backlog.look(io.sockets.sockets.values(), clock.now()),
      async begin() {
        await frames.follow(log)
        return () => frames.close()
      },
      health: () => ({ frames: { epoch: frames.epoch, broken: frames.broken, ...traffic } }),
      metrics(meter) {
        meter.counter('twin_relayed_frames_total', 'Frames of the owner passed on', [], c =>
          c.inc(traffic.frames),
        )
        meter.counter('twin_relayed_bytes_total', 'Bytes of these frames, once each', [], c =>
          c.inc(traffic.bytes),
        )
        meter.counter('twin_relay_gaps_total', 'Gaps in the log that a whole frame healed', [], c =>
          c.inc(traffic.gaps),
        )
        meter.gauge('twin_channels_broken', 'Channels that wait for a whole frame', () => frames.broken)
      },
    }
  },
})
