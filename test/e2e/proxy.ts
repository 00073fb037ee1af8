import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import { createSecureServer } from 'node:http2'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** A proxy in front of the twin, as offices have them. */
export interface OfficeProxy {
  readonly url: string
  close(): void
}

interface Manner {
  /** Path that the twin stands below; the proxy takes it off unless `keep`. */
  readonly below?: string
  readonly keep?: boolean
  /** False: `Upgrade` is not passed on, as with nginx's own defaults. */
  readonly upgrade?: boolean
  /** TLS and HTTP/2 towards the browser. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
}

/** Headers that are of one line only (RFC 9110, 7.6.1), and HTTP/2's own. */
const HOP = /^(:.*|connection|upgrade|keep-alive|transfer-encoding|te|http2-settings)$/

/** Open a proxy in front of a twin at `to`. */
export async function openProxy(to: string, manner: Manner = {}): Promise<OfficeProxy> {
  const { below = '/', keep = false, upgrade = true, tls } = manner
  const { port } = new URL(to)
  const pathFor = (url: string): string | null =>
    !url.startsWith(below) ? null : keep ? url : `/${url.slice(below.length)}`
  const answer = (asked: IncomingMessage, reply: ServerResponse): void => {
    const path = pathFor(asked.url ?? '/')
    if (path === null) {
      reply.writeHead(404, { 'content-type': 'text/html' }).end('<h1>another page of this site</h1>')
      return
    }
    const host = String(asked.headers[':authority'] ?? asked.headers.host ?? '')
    const headers = { ...plain(asked.headers), host }
    const onward = request(
      { port, host: '127.0.0.1', method: asked.method ?? 'GET', path, headers },
      found => {
        reply.writeHead(found.statusCode ?? 502, plain(found.headers) as Record<string, string>)
        found.pipe(reply)
      },
    )
    onward.on('error', () => reply.writeHead(502).end())
    asked.pipe(onward)
  }
  const server = tls
    ? createSecureServer({ ...tls, allowHTTP1: true }, answer as never)
    : createServer(answer)
  const lines = new Set<Socket>()
  server.on('connection', (line: Socket) => lines.add(line))
  if (upgrade)
    server.on('upgrade', (asked: IncomingMessage, line: Socket, head: Buffer) => {
      const path = pathFor(asked.url ?? '/')
      if (path === null) return line.destroy()
      const onward = connect(Number(port), '127.0.0.1', () => {
        const headers = Object.entries(asked.headers).map(([name, value]) => `${name}: ${value}`)
        onward.write(`GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
        onward.write(head)
        line.pipe(onward).pipe(line)
      })
      for (const [one, other] of [
        [line, onward],
        [onward, line],
      ] as const)
        one.on('error', () => other.destroy()).on('close', () => other.destroy())
      return undefined
    })
  // A server without a listener for it hands an upgrade to `request`, less the upgrade.
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${own}${below.replace(/\/$/, '')}`,
    close() {
      for (const line of lines) line.destroy()
      server.close()
    },
  }
}

function plain(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.test(name)))
}
