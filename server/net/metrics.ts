import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Running } from '../start.ts'

/** Prometheus metrics of one running twin at /metrics. */
export function addMetrics(app: FastifyInstance, running: Running): void {
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
  counter('twin_frames_total', 'Delta frames encoded', [], c => c.inc(running.ticker.frames))
  counter('twin_frame_bytes_total', 'Bytes of delta frames encoded', [], c => c.inc(running.ticker.bytes))
  gauge('twin_viewers', 'Viewers connected', () => running.io.engine.clientsCount)
  gauge('twin_points', 'Points of the site', () => running.points.count)
  gauge('twin_alarms_standing', 'Alarms standing', () => running.alarms.standing.size)
  app.get('/metrics', async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}
