import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { LoopDelay } from './LoopDelay.ts'

/** Milliseconds at which prom-client would look at the event loop for figures that begin with its period: practically never, LoopDelay does. */
const NEVER = 3_600_000
/** Seconds. */
const TICK_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25]
const LAG = 'nodejs_eventloop_lag'

/** Prometheus metrics of one process at /metrics, Node's own (event-loop lag, memory) among them. Each is read when it is asked for. */
export class Meter {
  readonly loopDelay = new LoopDelay()
  private readonly registry = new Registry()

  constructor() {
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: NEVER })
    this.meterLoop()
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

  gauges(name: string, help: string, labelNames: string[], read: (gauge: Gauge) => void): void {
    const registers = [this.registry]
    new Gauge({
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

  /** Durations of ticks; the result takes one in seconds. */
  ticks(): (seconds: number) => void {
    const histogram = new Histogram({
      name: 'twin_tick_seconds',
      help: 'Duration of a tick: encoding and sending all topics',
      buckets: TICK_BUCKETS,
      registers: [this.registry],
    })
    return seconds => histogram.observe(seconds)
  }

  /** Open the door; it closes with the app. */
  serve(app: FastifyInstance): void {
    app.addHook('onClose', async () => this.loopDelay.stop())
    app.get('/metrics', { config: { door: 'everyone' } }, async (_, reply) =>
      reply.type(this.registry.contentType).send(await this.registry.metrics()),
    )
  }

  /** Delay of the event loop under the names that dashboards for Node know. */
  private meterLoop(): void {
    const { loopDelay } = this
    for (const figure of ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'])
      this.registry.removeSingleMetric(`${LAG}_${figure}_seconds`)
    this.gauge(`${LAG}_mean_seconds`, 'Mean delay of the event loop', () => loopDelay.mean)
    this.gauge(`${LAG}_max_seconds`, 'Longest delay of the event loop', () => loopDelay.max)
    for (const share of [50, 90, 99])
      this.gauge(`${LAG}_p${share}_seconds`, `Delay of the event loop, ${share}th percentile`, () =>
        loopDelay.percentile(share),
      )
  }
}
