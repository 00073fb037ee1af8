import type { FastifyInstance } from 'fastify'
import type { Backlog } from '../net/backlog.ts'
import type { Doorway } from '../net/Doorway.ts'
import { type Grounded, meterLines } from '../net/lineMetrics.ts'
import { Meter } from '../net/Meter.ts'
import type { Sockets } from '../net/sockets.ts'
import { meterViewers } from '../net/viewerMetrics.ts'
import type { AlarmMirror } from './AlarmMirror.ts'
import type { Relays } from './Relays.ts'

/** What is measured of a gateway. */
export interface Relaying {
  readonly frames: Relays
  readonly mirror: AlarmMirror
  readonly silent: () => boolean
  readonly backlog: Backlog
  readonly doorway: Doorway
  readonly viewers: () => Sockets
  readonly grounded: Grounded
}

/** Prometheus metrics of a gateway at /metrics. */
export function meterGateway(app: FastifyInstance, relaying: Relaying): void {
  const { frames, mirror, backlog, doorway } = relaying
  const meter = new Meter()
  meterViewers(meter, {
    backlog,
    doorway,
    get io() {
      return relaying.viewers()
    },
  })
  meter.counter('twin_relayed_frames_total', 'Frames of the owner passed on', [], c =>
    c.inc(frames.traffic.frames),
  )
  meter.counter('twin_relayed_bytes_total', 'Bytes of these frames, once each', [], c =>
    c.inc(frames.traffic.bytes),
  )
  meter.counter('twin_relay_gaps_total', 'Gaps in the log that a whole frame healed', [], c =>
    c.inc(frames.traffic.gaps),
  )
  meter.counter('twin_alarm_snapshots_total', 'Times all alarms were asked for', [], c => c.inc(mirror.asked))
  meter.gauge('twin_channels_broken', 'Channels that wait for a whole frame', () => frames.broken)
  meter.gauge('twin_owner_epoch', 'Fencing epoch of the owner last heard', () => mirror.run)
  meter.gauge('twin_owner_silent', '1 while no owner is heard', () => (relaying.silent() ? 1 : 0))
  meterLines(meter, relaying.grounded)
  meter.serve(app)
}
