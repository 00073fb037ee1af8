import { once } from 'node:events'
import { connect } from 'node:net'

/** What came back over a line on which the request was written as it stands, byte by byte. */
export interface RawAnswer {
  readonly status: number
  /** Head and body, chunks joined. */
  readonly text: string
}

/** Write a request line and headers on a line of their own and read until it closes: no library tidies the address. */
export async function rawAsk(
  url: string,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(url)
  const line = connect(Number(port), hostname)
  const pieces: Buffer[] = []
  line.on('data', piece => pieces.push(piece))
  line.on('error', () => undefined)
  const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close']
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
  if (body) lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`)
  line.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
  line.setTimeout(20_000, () => line.destroy())
  await once(line, 'close')
  const bytes = Buffer.concat(pieces)
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes.subarray(0, end < 0 ? bytes.length : end).toString('latin1')
  const rest = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 4)
  const whole = /^transfer-encoding:.*chunked/im.test(head) ? unchunked(rest) : rest
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), text: `${head}\n${whole.toString()}` }
}

function unchunked(bytes: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16)
    if (end < 0 || !(size > 0)) break
    pieces.push(bytes.subarray(end + 2, end + 2 + size))
    at = end + 4 + size
  }
  return Buffer.concat(pieces)
}
