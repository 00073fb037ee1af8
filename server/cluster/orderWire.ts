import { randomUUID } from 'node:crypto'
import type { NatsConnection } from '@nats-io/transport-node'
import { z } from 'zod'
import type { Actor } from '../../models/account.ts'
import { ROLES } from '../../models/role.ts'
import type { Instant } from '../../models/units.ts'
import type { Reply } from '../../models/wire.ts'
import type { Clock } from '../clock.ts'
import type { TakeOrder } from '../subject.ts'
import { subjectsOf } from './names.ts'
import type { Seal } from './Seal.ts'

/** Milliseconds a gateway waits for the owner: longer than the owner waits for its database. */
const PATIENCE = 8_000
/** Milliseconds an order of a new gateway waits to hear whose term it is; owners speak twice a second. */
const FIRST_WORD = 2_000
/** An order is taken within this many milliseconds of its making, once. */
const FRESH = 30_000
/** Orders remembered in any case: a clock that is set back makes those of before fresh again. */
const REMEMBERED = 20_000

/** Bytes of an order. */
const LONGEST = 200_000

const schema = z.object({
  id: z.uuid(),
  at: z.number(),
  epoch: z.number(),
  name: z.string().max(60),
  order: z.unknown(),
  actor: z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) }),
})

/** How the orders get from gateways to the owner: the seal proves that a gateway checked who gives the order, and that the owner answered. */
export interface OrderLine {
  readonly line: NatsConnection
  readonly installation: string
  readonly seal: Seal
  readonly clock: Clock
  /** The term an order is meant for: an order that was overheard is worth nothing in the next. */
  readonly epoch: () => number
}

/** Carries an order of a person out where the twin is owned; resolves when it is durable or refused. */
export type CarryOrder = (name: string, order: unknown, actor: Actor) => Promise<Reply<unknown>>

/** Carries out the orders that there are. */
export function carryBy(orders: ReadonlyMap<string, TakeOrder>): CarryOrder {
  return async (name, order, actor) =>
    orders.get(name)?.(order, actor) ?? { ok: false, reason: `there is no order ${name}` }
}

/** Has an order of a person carried out elsewhere. */
export type SendOrder = <Done>(name: string, order: unknown, actor: Actor) => Promise<Reply<Done>>

/** Give orders to whoever owns the twin. An owner that does not answer is a refusal that says so. */
export function ordersTo({ line, installation, seal, clock, epoch }: OrderLine): SendOrder {
  const { order: subject } = subjectsOf(installation)
  return async <Done>(name: string, order: unknown, actor: Actor): Promise<Reply<Done>> => {
    const id = randomUUID()
    await termHeard(epoch)
    const body = bytesOf({ id, at: clock.now(), epoch: epoch(), name, order, actor })
    try {
      const { data } = await line.request(subject, seal.close(subject, body), { timeout: PATIENCE })
      return readJson(seal.open(answerTo(id), data)) as Reply<Done>
    } catch (error) {
      if (error instanceof RangeError)
        return {
          ok: false,
          reason: `the answer to this order is not the owner's (${error.message}); look at the alarm: it may have been carried out`,
        }
      return {
        ok: false,
        reason:
          'no owner of the twin answered in time; look at the alarm: the order may have been carried out',
      }
    }
  }
}

/** A gateway that has just begun waits for the owner's first word: without its term, no order would be meant for it. */
async function termHeard(epoch: () => number): Promise<void> {
  for (const end = performance.now() + FIRST_WORD; epoch() === 0 && performance.now() < end; )
    await new Promise(resolve => setTimeout(resolve, 25))
}

/** Carry out the orders that gateways send, until the result is called. */
export function serveOrders(
  { line, installation, seal, clock, epoch }: OrderLine,
  carry: CarryOrder,
): () => void {
  const { order: subject } = subjectsOf(installation)
  const taken = new Map<string, Instant>()
  const subscription = line.subscribe(subject, {
    callback: (_, message) => {
      const read = readOrder(message.data)
      // Who does not prove to be of us is not told anything under our seal.
      if (typeof read === 'string') return void message.respond(bytesOf({ ok: false, reason: read }))
      answer(read)
        .catch(() => ({
          ok: false,
          reason: 'the owner failed on this order; look at the alarm before trying again',
        }))
        .then(reply => message.respond(seal.close(answerTo(read.id), bytesOf(reply))))
        // The line to NATS is away: whoever asked has given up, and looks at the alarm.
        .catch(() => undefined)
    },
  })
  return () => subscription.unsubscribe()

  async function answer({ id, at, epoch: meant, name, order, actor }: Order): Promise<Reply<unknown>> {
    const now = clock.now()
    if (Math.abs(now - at) > FRESH)
      return { ok: false, reason: 'the clocks of gateway and owner differ by more than 30 s; set them right' }
    if (meant !== epoch())
      return { ok: false, reason: 'the twin has another owner now; give the order again' }
    if (taken.has(id)) return { ok: false, reason: 'this order came twice; the first one counts' }
    for (const [old, then] of taken) {
      if (taken.size <= REMEMBERED || now - then <= 2 * FRESH) break
      taken.delete(old)
    }
    taken.set(id, now)
    return carry(name, order, actor as Actor)
  }

  function readOrder(data: Uint8Array): Order | string {
    if (data.length > LONGEST) return 'the order is too long'
    try {
      return schema.parse(readJson(seal.open(subject, data)))
    } catch (error) {
      return error instanceof RangeError ? error.message : 'the order is malformed'
    }
  }
}

type Order = z.output<typeof schema>

/** Purpose of the seal on the answer to one order. */
function answerTo(id: string): string {
  return `answer to ${id}`
}

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

function readJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes))
}
