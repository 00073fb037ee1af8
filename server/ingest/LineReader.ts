/** Bytes of a line and of a body that are read at most. */
export const MAX_LINE = 16 * 1024
export const MAX_STREAM = 64 * 1024 * 1024

/** Cuts a stream of bytes into lines of text, with bounded memory: of a line that is too long nothing is kept but that it was. */
export class LineReader {
  /** Lines ended so far. */
  lines = 0
  /** Bytes seen so far. */
  bytes = 0
  private held: Buffer[] = []
  private heldBytes = 0
  private readonly take: (line: string | null, number: number) => void

  /** `take` gets each line that is not empty with its number from 1; null for one that is too long. */
  constructor(take: (line: string | null, number: number) => void) {
    this.take = take
  }

  /** Read on. */
  push(chunk: Buffer): void {
    this.bytes += chunk.length
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      this.hold(chunk.subarray(from, end))
      this.end()
      from = end + 1
    }
    if (from < chunk.length) this.hold(chunk.subarray(from))
  }

  /** The stream is over: the rest is the last line. */
  finish(): void {
    if (this.heldBytes > 0) this.end()
  }

  private hold(part: Buffer): void {
    this.heldBytes += part.length
    if (this.heldBytes <= MAX_LINE) this.held.push(part)
    else this.held = []
  }

  private end(): void {
    this.lines++
    if (this.heldBytes > MAX_LINE) this.take(null, this.lines)
    else {
      const bytes = this.held.length === 1 ? this.held[0]! : Buffer.concat(this.held)
      const line = bytes.toString('utf8').trim()
      if (line !== '') this.take(line, this.lines)
    }
    this.held = []
    this.heldBytes = 0
  }
}
