import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { TOPICS } from '../../models/kind.ts'
import type { Running } from '../start.ts'

/** Prometheus metrics of one running twin at /metrics, Node's own (event-loop lag, memory) among them. The result takes the duration of each tick in seconds. */
export function addMetrics(
  app: FastifyInstance,
  running: Running,
): { readonly observeTick: (seconds: number) => void } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = (name: string, help: string, labelNames: string[], read: (c: Counter) => void): void => {
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset()
        read(this)
      },
    })
  }
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  }
  counter('twin_samples_accepted_total', 'Samples that passed the gate', ['source'], c => {
    for (const [source, n] of running.gate.accepted) c.inc({ source }, n)
  })
  counter('twin_samples_rejected_total', 'Samples the gate refused', ['source', 'reason'], c => {
    for (const [key, n] of running.gate.rejected) {
      const [source = '', reason = ''] = key.split(' ')
      c.inc({ source, reason }, n)
    }
  })
  counter('twin_frames_total', 'Delta frames encoded', ['topic'], c => {
    for (const [k, topic] of TOPICS.entries()) c.inc({ topic }, running.ticker.traffic[k]!.frames)
  })
  counter('twin_frame_bytes_total', 'Bytes of delta frames encoded', ['topic'], c => {
    for (const [k, topic] of TOPICS.entries()) c.inc({ topic }, running.ticker.traffic[k]!.bytes)
  })
  gauge('twin_viewers', 'Viewers connected', () => running.io.engine.clientsCount)
  gauge('twin_viewers_behind', 'Viewers whose line does not drain', () => running.backlog.behind)
  counter('twin_viewers_held_total', 'Times a viewer fell behind, by what showed it', ['reason'], c => {
    for (const [reason, n] of Object.entries(running.backlog.held)) c.inc({ reason }, n)
  })
  counter('twin_viewers_caught_up_total', 'Times a viewer was brought up to date by merged frames', [], c =>
    c.inc(running.backlog.caughtUp),
  )
  counter('twin_viewers_shut_total', 'Viewers shut because too much waited for them for 10 s', [], c =>
    c.inc(running.backlog.evictions.count),
  )
  counter('twin_handshakes_total', 'Handshakes, by whether they got their turn', ['result'], c => {
    c.inc({ result: 'admitted' }, running.doorway.admitted)
    c.inc({ result: 'refused' }, running.doorway.refused)
  })
  gauge('twin_handshakes_waiting', 'Handshakes waiting for their turn', () => running.doorway.waiting)
  gauge(
    'twin_history_waiting',
    'Samples in memory not yet in the journal',
    () => running.history.health.waiting,
  )
  counter('twin_history_lost_total', 'Samples lost or unjournalled because memory was full', ['what'], c => {
    const { dropped, unjournalled } = running.history.health
    c.inc({ what: 'dropped' }, dropped)
    c.inc({ what: 'unjournalled' }, unjournalled)
  })
  counter(
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
  gauge('twin_queue_waiting', 'Samples in the queues of all sources', () =>
    running.ingest().sources.reduce((sum, { state }) => sum + (state?.queue?.length ?? 0), 0),
  )
  gauge('twin_points', 'Points of the site', () => running.points.count)
  gauge(
    'twin_alarm_rows_waiting',
    'Rows of the alarm journal not yet durable',
    () => running.alarms.journal.queued,
  )
  gauge('twin_alarm_journal_away', '1 while the alarm journal cannot be written', () =>
    running.alarms.journal.away === null ? 0 : 1,
  )
  gauge('twin_alarms_standing', 'Alarms standing', () => running.alarms.standing.size)
  const ticks = new Histogram({
    name: 'twin_tick_seconds',
    help: 'Duration of a tick: encoding and sending all topics',
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25],
    registers,
  })
  app.get('/metrics', async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()))
  return { observeTick: seconds => ticks.observe(seconds) }
}
