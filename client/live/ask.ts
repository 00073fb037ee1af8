import type { ClientToServer, Reply } from '../../models/wire.ts'

/** Milliseconds an order may stay unanswered. The journal answers only when it is durable, so this is generous. */
const ANSWER_WITHIN = 12_000

type Emit = (event: string, ...args: unknown[]) => unknown
type Value<E extends keyof ClientToServer> =
  Parameters<ClientToServer[E]> extends [...unknown[], (result: Reply<infer T>) => void] ? T : never
type Order<E extends keyof ClientToServer> =
  Parameters<ClientToServer[E]> extends [...infer A, unknown] ? A : never

/** What may be asked of the open line; connection.ts lays it, tests lay their own. */
export interface Desk {
  readonly emit: Emit
  readonly open: () => boolean
  /** Dial anew, so that the server sees who we are now. */
  readonly redial: () => void
}

let desk: Desk | null = null

/** Lay the line that orders go by; null takes it away. */
export function layLine(line: Desk | null): void {
  desk = line
}

/** Dial anew as what the session now is. */
export function redial(): void {
  desk?.redial()
}

/** Send an order and wait for its Reply. A lost line or silence answer `away` and `silent`: the order may or may not have been carried out then. */
export function ask<E extends keyof ClientToServer>(event: E, ...order: Order<E>): Promise<Reply<Value<E>>> {
  if (!desk?.open()) return Promise.resolve({ ok: false, reason: 'away' })
  const { emit } = desk
  return new Promise(resolve => {
    const late = setTimeout(() => resolve({ ok: false, reason: 'silent' }), ANSWER_WITHIN)
    emit(event, ...order, (result: Reply<Value<E>>) => {
      clearTimeout(late)
      resolve(result)
    })
  })
}
