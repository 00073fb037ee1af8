import type { LineSocket, ViewerLine } from './viewerLine.ts'

/** Milliseconds that too much may wait for a viewer before it is shut. */
export const PATIENCE = 10_000
/** Milliseconds that the closing word may take; then the line is cut. */
const GRACE = 2_000
/** WebSocket close code 1013, "try again later" (IANA registry of RFC 6455 codes). */
const TRY_AGAIN = 1013
const REASON = 'too much waits for you on this line; come again and resume'

/** Shuts viewers that have too much waiting for too long: their memory is needed, and they resume from what they have. */
export class Evictions {
  /** Viewers shut so far. */
  count = 0
  private readonly shut = new WeakSet<LineSocket>()
  /** Milliseconds that each line still has for the closing word. */
  private readonly closing = new Map<LineSocket, number>()

  /** A line has had too much waiting for `over` milliseconds. */
  consider(line: ViewerLine, over: number): void {
    const { socket } = line.transport
    if (!socket || over < PATIENCE || this.shut.has(socket)) return
    this.shut.add(socket)
    this.count++
    this.closing.set(socket, GRACE)
    line.writeBuffer = []
    socket.close(TRY_AGAIN, REASON)
  }

  /** `passed` milliseconds later: cut the lines that have not even taken the closing word. */
  finish(passed: number): void {
    for (const [socket, left] of this.closing) {
      if (left > passed) this.closing.set(socket, left - passed)
      else {
        this.closing.delete(socket)
        socket.terminate()
      }
    }
  }
}
