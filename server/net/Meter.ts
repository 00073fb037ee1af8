import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics of one process at /metrics, Node's own (event-loop lag, memory) among them. Each is read when it is asked for. */
export class Meter {
  private readonly registry = new Registry()

  constructor() {
    collectDefaultMetrics({ register: this.registry })
  }

  counter(name: string, help: string, labelNames: string[], read: (counter: Counter) => void): void {
    const registers = [this.registry]
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

  gauge(name: string, help: string, read: () => number): void {
    const registers = [this.registry]
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  }

  /** A histogram of seconds; the result takes an observation. */
  seconds(name: string, help: string, buckets: number[]): (seconds: number) => void {
    const histogram = new Histogram({ name, help, buckets, registers: [this.registry] })
    return seconds => histogram.observe(seconds)
  }

  /** Open the door. */
  serve(app: FastifyInstance): void {
    app.get('/metrics', async (_, reply) =>
      reply.type(this.registry.contentType).send(await this.registry.metrics()),
    )
  }
}
