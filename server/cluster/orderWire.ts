import { createHmac, randomUUID } from 'node:crypto'
import type { NatsConnection } from '@nats-io/transport-node'
import { z } from 'zod'
import type { Actor } from '../../models/account.ts'
import { ROLES } from '../../models/role.ts'
import type { Instant } from '../../models/units.ts'
import type { Reply } from '../../models/wire.ts'
import type { Clock } from '../clock.ts'
import { sameText } from '../net/security.ts'
import { subjectsOf } from './names.ts'

/** Milliseconds a gateway waits for the owner: longer than the owner waits for its database. */
const PATIENCE = 8_000
/** An order is taken within this many milliseconds of its making, once. */
const FRESH = 30_000

const sealed = z.object({ body: z.string().max(200_000), mac: z.string().length(64) })
const schema = z.object({
  id: z.uuid(),
  at: z.number(),
  name: z.string().max(60),
  order: z.unknown(),
  actor: z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) }),
})

/** How the orders get from gateways to the owner: `secret` is the installation's own and proves that a gateway checked who gives the order. */
export interface OrderLine {
  readonly line: NatsConnection
  readonly installation: string
  readonly secret: string
  readonly clock: Clock
}

/** Carries an order of a person out where the twin is owned; resolves when it is durable or refused. */
export type CarryOrder = (name: string, order: unknown, actor: Actor) => Promise<Reply<unknown>>
/** Has an order of a person carried out elsewhere. */
export type SendOrder = <Done>(name: string, order: unknown, actor: Actor) => Promise<Reply<Done>>

/** Give orders to whoever owns the twin. An owner that does not answer is a refusal that says so. */
export function ordersTo({ line, installation, secret, clock }: OrderLine): SendOrder {
  const { order: subject } = subjectsOf(installation)
  return async <Done>(name: string, order: unknown, actor: Actor): Promise<Reply<Done>> => {
    const body = JSON.stringify({ id: randomUUID(), at: clock.now(), name, order, actor })
    try {
      const answer = await line.request(subject, JSON.stringify({ body, mac: macOf(body, secret) }), {
        timeout: PATIENCE,
      })
      return answer.json<Reply<Done>>()
    } catch {
      return {
        ok: false,
        reason:
          'no owner of the twin answered in time; look at the alarm: the order may have been carried out',
      }
    }
  }
}

/** Carry out the orders that gateways send, until the result is called. */
export function serveOrders({ line, installation, secret, clock }: OrderLine, carry: CarryOrder): () => void {
  const taken = new Map<string, Instant>()
  const subscription = line.subscribe(subjectsOf(installation).order, {
    callback: (_, message) => {
      void answer(message.data)
        .catch(() => ({
          ok: false,
          reason: 'the owner failed on this order; look at the alarm before trying again',
        }))
        .then(reply => message.respond(JSON.stringify(reply)))
        // The line to NATS is away: whoever asked has given up, and looks at the alarm.
        .catch(() => undefined)
    },
  })
  return () => subscription.unsubscribe()

  async function answer(data: Uint8Array): Promise<Reply<unknown>> {
    const read = readOrder(data, secret)
    if (typeof read === 'string') return { ok: false, reason: read }
    const { id, at, name, order, actor } = read
    const now = clock.now()
    if (Math.abs(now - at) > FRESH)
      return { ok: false, reason: 'the clocks of gateway and owner differ by more than 30 s; set them right' }
    if (taken.has(id)) return { ok: false, reason: 'this order came twice; the first one counts' }
    for (const [old, then] of taken) {
      if (now - then <= 2 * FRESH) break
      taken.delete(old)
    }
    taken.set(id, now)
    return carry(name, order, actor as Actor)
  }
}

function readOrder(data: Uint8Array, secret: string): z.output<typeof schema> | string {
  try {
    const { body, mac } = sealed.parse(JSON.parse(new TextDecoder().decode(data)))
    if (!sameText(mac, macOf(body, secret)))
      return 'the order bears no valid seal of this installation; gateway and owner must share one database'
    return schema.parse(JSON.parse(body))
  } catch {
    return 'the order is malformed'
  }
}

function macOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}
