import type { FastifyInstance } from 'fastify'
import type { Clock } from './clock.ts'
import type { Certificate } from './net/Certificate.ts'
import { doorsOf, type OpenDoor } from './net/door.ts'
import { healthStatus } from './net/healthStatus.ts'
import { Meter } from './net/Meter.ts'
import type { Sockets } from './net/sockets.ts'
import type { SubjectList } from './SubjectList.ts'
import type { Opened, Stop, TakeOrder } from './subject.ts'

/** What a process stands on, and what its subjects must have given, to serve. */
export interface Served {
  readonly app: FastifyInstance
  readonly io: Sockets
  readonly clock: Clock
  readonly host: string
  readonly port: number
  readonly version: string
  readonly role: string
  readonly certificate?: Certificate | undefined
  /** Where it is reached, once it is. */
  readonly address: { url: string }
  /** Filled with the orders of all subjects. */
  readonly orders: Map<string, TakeOrder>
  /** Milliseconds between steps of the present; null leaves them to the caller. */
  readonly tickMs?: number | null | undefined
}

const TICK = 250

/** A house that serves, and what its subjects gave each other, for whoever stands before it. */
export interface OpenHouse<Have> {
  readonly url: string
  readonly given: Have
  /** All HTTP doors. */
  readonly doors: readonly OpenDoor[]
  /** One step of the present by hand. */
  tick(): void
  health(): object
  close(): Promise<void>
}

/** Open the subjects of a list and let people in. Rejects when one cannot open or the port is taken. */
export async function openHouse<Ground extends object, Have extends Served>(
  list: SubjectList<Ground, Have>,
  ground: Ground,
): Promise<OpenHouse<Have>> {
  const { have, opened } = await list.open(ground)
  const house = new House(have, opened)
  try {
    await house.begin()
  } catch (error) {
    await house.close().catch(() => undefined)
    throw error
  }
  return Object.assign(house, { given: have })
}

/** Open subjects with one HTTP server, one set of sockets, one health and one clock. */
class House {
  private readonly served: Served
  private readonly opened: readonly Opened<object>[]
  private readonly stops: Stop[] = []
  private readonly meter = new Meter()
  private readonly observe: (seconds: number) => void
  private readonly began: number
  private tickTook = 0

  constructor(served: Served, opened: readonly Opened<object>[]) {
    this.served = served
    this.opened = opened
    this.began = served.clock.now()
    this.observe = this.meter.ticks()
  }

  get url(): string {
    return this.served.address.url
  }

  /** All HTTP doors. */
  get doors(): readonly OpenDoor[] {
    return doorsOf(this.served.app)
  }

  /** Add all doors, begin, and let people in. Rejects when the port is taken. */
  async begin(): Promise<void> {
    const { app, io, clock, orders, address, host, port, tickMs = TICK } = this.served
    for (const each of this.opened) {
      await each.routes?.(app)
      each.metrics?.(this.meter)
      for (const [name, take] of Object.entries(each.orders ?? {})) orders.set(name, take)
    }
    app.get('/api/health', { config: { door: 'everyone' } }, () => this.health())
    this.meter.serve(app)
    for (const each of this.opened) this.keep(each.sockets?.(io))
    for (const each of this.opened) {
      this.keep(await each.begin?.())
      for (const [ms, task] of each.every ?? []) this.stops.push(clock.every(ms, task))
    }
    if (tickMs !== null) this.stops.push(clock.every(tickMs, () => this.tick()))
    address.url = urlOf(await app.listen({ host, port }), this.served)
  }

  /** One step of the present. */
  tick(): void {
    const from = performance.now()
    for (const { tick } of this.opened) tick?.()
    this.tickTook = performance.now() - from
    this.observe(this.tickTook / 1000)
  }

  health(): object {
    const { clock, version, role } = this.served
    const faults = this.opened.map(({ faults }) => faults?.() ?? {})
    return Object.assign(
      {
        ...healthStatus(Object.assign({}, ...faults)),
        role,
        version,
        uptime: Math.round((clock.now() - this.began) / 1000),
        tickMs: Math.round(this.tickTook * 100) / 100,
        loopDelayMs: Math.round(this.meter.loopDelay.mean * 1e5) / 100,
      },
      ...this.opened.map(({ health }) => health?.() ?? {}),
    )
  }

  /** Stop what goes on, shut the lines, and let each subject write what waits. */
  async close(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) await stop()
    await this.served.io.close()
    // Socket.IO has closed the HTTP server already; Fastify then only ends its own parts.
    await this.served.app.close().catch(() => undefined)
    for (const { close } of [...this.opened].reverse()) await close?.()
  }

  private keep(stop: Stop | undefined): void {
    if (stop) this.stops.push(stop)
  }
}

/** The address as Fastify tells it, which does not know of our TLS. */
function urlOf(address: string, { certificate }: Pick<Served, 'certificate'>): string {
  return certificate ? address.replace(/^http:/, 'https:') : address
}
