import type { Clock } from '../clock.ts'
import { Bucket } from './bucket.ts'

/** Messages of one viewer's line a second on average and at once, pings of WebSocket among them; a page sends a few. */
export const MESSAGES = { rate: 200, burst: 1_000 }
/** Bytes of them a second on average and at once. */
export const BYTES = { rate: 64 * 1024, burst: 1024 * 1024 }

/** As much of engine.io's connection and of the WebSocket below as is heard here. */
export interface NoisyLine {
  readonly transport?: { readonly socket?: NoisySocket }
  on(event: 'packet', hear: (packet: { readonly data?: unknown }) => void): unknown
  close(discard: boolean): void
}

interface NoisySocket {
  readonly readyState: number
  on(event: 'ping', hear: (data: Buffer) => void): unknown
  terminate(): void
}

const CLOSED = 3

/** True for a WebSocket that has ended. */
export function isLeft({ readyState }: NoisySocket): boolean {
  return readyState === CLOSED
}

/** Shuts viewers' lines that say far more than any page does. */
export class Flood {
  /** Lines shut so far. */
  shut = 0
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  watch(line: NoisyLine): void {
    const socket = line.transport?.socket
    const messages = new Bucket(MESSAGES.rate, MESSAGES.burst, this.clock.now())
    const bytes = new Bucket(BYTES.rate, BYTES.burst, this.clock.now())
    let open = true
    const hear = (data: unknown): void => {
      if (!open) return
      const now = this.clock.now()
      if (messages.take(1, now) + bytes.take(lengthOf(data), now) === 0) return
      open = false
      this.shut++
      // Its peer is not asked to agree: what waits for it is let go.
      socket?.terminate()
      line.close(true)
    }
    line.on('packet', ({ data }) => hear(data))
    socket?.on('ping', hear)
  }
}

function lengthOf(data: unknown): number {
  return typeof data === 'string' || data instanceof Uint8Array ? data.length : 0
}
