import type { FastifyInstance } from 'fastify'
import { ALARM_CLAIMS } from '../../models/alarmSummary.ts'
import { SEVERITIES, TOPICS } from '../../models/kind.ts'
import type { Points } from '../../models/points.ts'
import type { Alarms } from '../alarms/Alarms.ts'
import type { OwnerDuty } from '../cluster/OwnerDuty.ts'
import type { History } from '../history/History.ts'
import type { Gate } from '../ingest/accept.ts'
import type { IngestReport } from '../ingest/ingestReport.ts'
import type { LoopDelay } from './LoopDelay.ts'
import { type Grounded, meterLines } from './lineMetrics.ts'
import { Meter } from './Meter.ts'
import type { Ticker } from './ticker.ts'
import { meterViewers, type Viewing } from './viewerMetrics.ts'

/** What is measured of a twin. */
export interface Measured extends Viewing {
  readonly points: Points
  readonly gate: Gate
  readonly alarms: Alarms
  readonly history: History
  readonly ticker: Ticker
  readonly duty: OwnerDuty | null
  ingest(): IngestReport
}

const TICK_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25]

/** Metrics of one running twin. The result takes the duration of each tick in seconds, and tells how late the event loop is. */
export function addMetrics(
  app: FastifyInstance,
  running: Measured,
  grounded: Grounded,
): { readonly observeTick: (seconds: number) => void; readonly loopDelay: LoopDelay } {
  const meter = new Meter()
  meter.counter('twin_samples_accepted_total', 'Samples that passed the gate', ['source'], c => {
    for (const [source, n] of running.gate.accepted) c.inc({ source }, n)
  })
  meter.counter('twin_samples_rejected_total', 'Samples the gate refused', ['source', 'reason'], c => {
    for (const [key, n] of running.gate.rejected) {
      const [source = '', reason = ''] = key.split(' ')
      c.inc({ source, reason }, n)
    }
  })
  meter.counter('twin_frames_total', 'Delta frames encoded', ['topic'], c => {
    for (const [k, topic] of TOPICS.entries()) c.inc({ topic }, running.ticker.traffic[k]!.frames)
  })
  meter.counter('twin_frame_bytes_total', 'Bytes of delta frames encoded', ['topic'], c => {
    for (const [k, topic] of TOPICS.entries()) c.inc({ topic }, running.ticker.traffic[k]!.bytes)
  })
  meterViewers(meter, running)
  meter.gauge(
    'twin_history_waiting',
    'Samples in memory not yet in the journal',
    () => running.history.health.waiting,
  )
  meter.counter(
    'twin_history_lost_total',
    'Samples lost or unjournalled because memory was full',
    ['what'],
    c => {
      const { dropped, unjournalled } = running.history.health
      c.inc({ what: 'dropped' }, dropped)
      c.inc({ what: 'unjournalled' }, unjournalled)
    },
  )
  meter.counter(
    'twin_queue_samples_total',
    'Samples a full queue of a source replaced or dropped',
    ['source', 'what'],
    c => {
      for (const { name: source, state } of running.ingest().sources) {
        if (!state?.queue) continue
        c.inc({ source, what: 'replaced' }, state.queue.replaced)
        c.inc({ source, what: 'dropped' }, state.queue.dropped)
      }
    },
  )
  meter.gauge('twin_queue_waiting', 'Samples in the queues of all sources', () =>
    running.ingest().sources.reduce((sum, { state }) => sum + (state?.queue?.length ?? 0), 0),
  )
  meter.gauge('twin_points', 'Points of the site', () => running.points.count)
  meter.gauge(
    'twin_alarm_rows_waiting',
    'Rows of the alarm journal not yet durable',
    () => running.alarms.journal.queued,
  )
  meter.gauge('twin_alarm_journal_away', '1 while the alarm journal cannot be written', () =>
    running.alarms.journal.away === null ? 0 : 1,
  )
  meter.gauge('twin_alarms_standing', 'Alarms standing', () => running.alarms.standing.size)
  meter.gauges(
    'twin_alarms_asking',
    'Alarms that ask something of an operator, by what they ask and severity',
    ['claim', 'severity'],
    gauge => {
      for (const [severity, tally] of running.alarms.summary.bySeverity.entries())
        for (const claim of ALARM_CLAIMS)
          if (severity > 0) gauge.set({ claim, severity: SEVERITIES[severity]! }, tally[claim])
    },
  )
  meterLog(meter, running)
  meterLines(meter, grounded)
  const observeTick = meter.seconds(
    'twin_tick_seconds',
    'Duration of a tick: encoding and sending all topics',
    TICK_BUCKETS,
  )
  meter.serve(app)
  return { observeTick, loopDelay: meter.loopDelay }
}

/** Frames on their way to gateways, where there are any. */
function meterLog(meter: Meter, { duty }: Measured): void {
  if (!duty) return
  meter.counter('twin_log_lost_total', 'Frames the log did not take', [], c => c.inc(duty.feed.lost))
  meter.gauge('twin_owner_epoch', 'Fencing epoch of this owner', () => duty.epoch)
  meter.gauge('twin_owner_holds', '1 while the lock of the owner is held', () => (duty.mayWrite ? 1 : 0))
}
