import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Certificate } from './Certificate.ts'
import type { Lines } from './Lines.ts'
import type { LineLimits } from './lineLimits.ts'

/** Milliseconds between two looks of Node for requests that take too long, where the limits are not shorter. */
const LOOK = 1_000
/** Milliseconds that what is left of a stream may take after its answer. */
const REST = 2_000
/** Bytes of all headers of a request, and their number. */
const MAX_HEAD = 16 * 1024
const MAX_HEADERS = 100

/** An HTTP server whose lines are all owned and none of which may be held by saying little: head, body, answer and rest have time limits. */
export function httpServer(
  listener: RequestListener,
  limits: LineLimits,
  lines: Lines,
  certificate?: Certificate,
): Server {
  const { headMs, bodyMs, requestMs, stallMs, keepAliveMs } = limits
  const options = {
    maxHeaderSize: MAX_HEAD,
    headersTimeout: headMs,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: Math.min(LOOK, headMs),
  }
  const server = certificate ? tlsServer(certificate, options, listener) : createServer(options, listener)
  server.maxHeadersCount = MAX_HEADERS
  server.setTimeout(stallMs)
  lines.own(server)
  server.on('request', (request, response) => {
    if (!hasBody(request)) return
    const cut = (ms: number): void => {
      // A request whose line is gone already has none, whatever its type says.
      const socket = request.socket as typeof request.socket | null
      if (!socket) return
      const timer = setTimeout(() => {
        if (request.complete) return
        lines.slow++
        server.emit('clientError', tooSlow(ms), socket)
      }, ms)
      // At the request: a line brings many, and each of them would leave something at it.
      for (const over of ['end', 'close']) request.once(over, () => clearTimeout(timer))
    }
    if (!isStream(request)) return cut(bodyMs)
    // What is still said of a stream after its answer is of no use.
    response.once('finish', () => request.complete || cut(Math.min(REST, bodyMs)))
  })
  return server
}

/** Node types HTTPS apart from HTTP; as a server of requests the one is the other. */
function tlsServer(certificate: Certificate, options: ServerOptions, listener: RequestListener): Server {
  const server = createTlsServer({ ...options, ...certificate.options() }, listener)
  certificate.follow(server)
  return server as unknown as Server
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** A stream of samples, which has limits of its own: silence, bytes, number (ingestApi.ts). */
function isStream({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('application/x-ndjson') ?? false
}

/** As Node's own error for requests that take too long, which Fastify answers with 408. */
function tooSlow(ms: number): Error {
  return Object.assign(new Error(`the body took longer than ${ms} ms`), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
}
