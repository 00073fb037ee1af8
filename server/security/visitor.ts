import { type Actor, VIEWER } from '../../models/account.ts'
import type { Session } from './Sessions.ts'

/** Who is behind a request or a socket. */
export interface Visitor {
  readonly actor: Actor
  /** Network address the request or socket came from. */
  readonly from: string
  /** Null without a login. */
  readonly session: Session | null
}

const visitors = new WeakMap<object, Visitor>()

/** Remember who is behind a request or socket, once it has been checked. */
export function setVisitor(carrier: object, visitor: Visitor): void {
  visitors.set(carrier, visitor)
}

/** Who is behind a request or socket; a viewer from nowhere when nobody has checked it. */
export function visitorOf(carrier: object): Visitor {
  return visitors.get(carrier) ?? { actor: VIEWER, from: '', session: null }
}

/** Who gives the order that came by this request or socket. */
export function actorOf(carrier: object): Actor {
  return visitorOf(carrier).actor
}
