import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** An answer with its body inflated. */
export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Asks a server for exactly the address it is given: nothing is normalised on the way out. */
export class Asking {
  readonly host: string
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 })

  constructor(url: string) {
    this.host = new URL(url).host
  }

  /** Asks once more when the server has just closed an idle line. */
  ask(...question: Parameters<Asking['askOnce']>): Promise<Answered> {
    return this.askOnce(...question).catch(() => this.askOnce(...question))
  }

  private askOnce(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: unknown,
  ): Promise<Answered> {
    const [hostname, port] = this.host.split(':')
    const text = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const sent = request({
        agent: this.agent,
        hostname,
        port,
        method,
        path,
        headers: {
          ...headers,
          'accept-encoding': 'gzip, br',
          ...(text !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
          }),
        },
      })
      sent.on('error', cause => reject(new Error(`${method} ${path} ${JSON.stringify(headers)}`, { cause })))
      sent.on('response', answer => {
        const pieces: Buffer[] = []
        answer.on('data', piece => pieces.push(piece))
        answer.on('error', reject)
        answer.on('end', () => {
          const { statusCode: status = 0, headers } = answer
          resolve({ status, headers, body: inflated(Buffer.concat(pieces), headers) })
        })
      })
      sent.end(text)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

function inflated(body: Buffer, { 'content-encoding': encoding }: IncomingHttpHeaders): Buffer {
  if (body.length === 0) return body
  if (encoding === 'gzip') return gunzipSync(body)
  return encoding === 'br' ? brotliDecompressSync(body) : body
}
