import type { IncomingMessage } from 'node:http'
import type { NoisyLine } from './Flood.ts'

/** As much of engine.io's connection as is used here. */
export interface Line extends NoisyLine {
  request: IncomingMessage | null
  on(event: 'close', hear: () => void): unknown
  on(event: 'packet', hear: (packet: { readonly data?: unknown }) => void): unknown
}

/** Who comes in by the sockets' door. */
export interface Admission {
  /** Milliseconds between a handshake and joining. */
  readonly joinMs: number
  /** Decide on a handshake: a sentence why not, or null. */
  admit(request: IncomingMessage, viewers: number): Promise<string | null>
  /** Take in a line whose handshake was admitted, or shut it. */
  arrive(line: Line): void
}
