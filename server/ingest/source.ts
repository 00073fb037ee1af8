import type { Gate } from './accept.ts'
import type { Mapping } from './mapping/Mapping.ts'

/** What only the source itself knows of its state; what it brought, the gate counts. */
export interface SourceState {
  /** Its line to the other side is up. */
  readonly connected: boolean
  /** Where that is, without secrets. */
  readonly where?: string
  /** The last thing that went wrong, and what to do; null when nothing did. */
  readonly lastError: string | null
  readonly queue?: QueueState
  /** Anything else worth counting, by name. */
  readonly counters?: Readonly<Record<string, number>>
}

/** A bounded queue between a source and the gate. */
export interface QueueState {
  readonly length: number
  readonly capacity: number
  /** Values that gave way to a newer one of their point because the queue was full. */
  readonly replaced: number
  /** Values lost because the queue was full of other points. */
  readonly dropped: number
}

/** Ends a source. */
export type Stop = () => void | Promise<void>

/** Something that brings samples: it is given the gate and the foreign names, and answers with a way to stop it. */
export interface Source {
  /** Also the name under which the gate counts what it brings. */
  readonly name: string
  start(gate: Gate, mapping: Mapping): Stop | Promise<Stop>
  state?(): SourceState
}
