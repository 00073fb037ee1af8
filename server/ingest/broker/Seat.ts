import type { Grant } from '../admission.ts'
import type { MqttLine } from './MqttLine.ts'
import type { Session } from './Session.ts'

/** A client that has logged in: what its credential opens, its line, and what is kept of it. */
export interface Seat {
  readonly id: string
  readonly grant: Grant
  readonly line: MqttLine
  /** Null for a client whose session ends with its line. */
  readonly session: Session | null
  /** Filters it subscribed to. */
  readonly filters: Set<string>
  /** Topics that a bridge passed on as retained; null for a client that is no bridge. */
  readonly bridged: Set<string> | null
}
