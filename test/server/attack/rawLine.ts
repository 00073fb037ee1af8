import { connect, type Socket } from 'node:net'

/** A handshake as a page sends it, to an address of the server. */
export const UPGRADE = (path = '/socket.io/?EIO=4&transport=websocket'): string =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: twin',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n')

/** One line by hand, as an attacker holds it: nothing is read for it and nothing is retried. */
export class RawLine {
  readonly socket: Socket
  /** All that has been heard, as bytes of Latin-1. */
  heard = ''
  /** The other side has ended it. */
  closed = false

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', chunk => {
      this.heard += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
    const end = (): void => {
      this.closed = true
    }
    socket.on('end', end).on('close', end)
  }

  /** A line that stands, or one that was refused at once (`closed`). */
  static dial(port: number, host = '127.0.0.1'): Promise<RawLine> {
    const socket = connect({ port, host, allowHalfOpen: true })
    const line = new RawLine(socket)
    return new Promise(resolve => {
      socket.once('connect', () => resolve(line))
      socket.once('close', () => resolve(line))
    })
  }

  say(bytes: string | Uint8Array): void {
    if (this.socket.writable) this.socket.write(bytes)
  }

  /** End with a TCP reset instead of a goodbye. */
  reset(): void {
    this.socket.resetAndDestroy()
  }

  /** Wait until something heard matches; false when the line ended or `ms` passed before. */
  async hears(pattern: RegExp, ms = 5_000): Promise<boolean> {
    return until(() => pattern.test(this.heard) || this.closed, ms).then(() => pattern.test(this.heard))
  }
}

/** Poll until true, or until `ms` have passed; the result is whether it came true. */
export async function until(true_: () => boolean | Promise<boolean>, ms = 10_000): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (await true_()) return true
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  return true_()
}

/** A masked frame of a WebSocket client. */
export function frame(text: string, { opcode = 1, fin = true } = {}): Buffer {
  const body = Buffer.from(text)
  const long = body.length > 125
  const head = Buffer.alloc(long ? 8 : 6)
  head[0] = (fin ? 0x80 : 0) | opcode
  head[1] = 0x80 | (long ? 126 : body.length)
  if (long) head.writeUInt16BE(body.length, 2)
  return Buffer.concat([head, body])
}
