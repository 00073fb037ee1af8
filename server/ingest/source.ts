import type { Gate } from './accept.ts'

/** Something that brings samples: it is given the gate, and answers with a way to stop it. */
export interface Source {
  readonly name: string
  start(gate: Gate): (() => void | Promise<void>) | Promise<() => void | Promise<void>>
}
