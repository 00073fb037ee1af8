import type { Server, Socket } from 'node:net'
import { callerOf, isLoopback } from '../security/address.ts'
import type { LineLimits } from './lineLimits.ts'

/** What is counted of raw lines. */
export interface LineFigures {
  readonly open: number
  /** Lines that broke instead of ending: reset, timed out. */
  readonly broken: number
  /** Lines shut at once because there were too many. */
  readonly refused: number
  /** Requests cut because their body took too long. */
  readonly slow: number
}

/** What of the limits concerns the number of lines, and for whom it does not count. */
export type LineBounds = Pick<LineLimits, 'lines' | 'linesPerCaller'> & {
  /** Proxies of ours in front: then all lines come from them, and they count. */
  readonly proxies?: number
  /** Callers without a bound of their own; this machine itself when left out, where proxies and benches run. */
  readonly exempt?: (address: string) => boolean
}

/**
 * The raw lines of a server: each has an owner from its first byte to its last, whatever protocol takes it over
 * meanwhile. A line that breaks while nobody else listens would otherwise end the process.
 */
export class Lines implements LineFigures {
  open = 0
  broken = 0
  refused = 0
  slow = 0
  private readonly bounds: LineBounds
  private readonly callers = new Map<string, number>()

  constructor(bounds: LineBounds) {
    this.bounds = bounds
  }

  get figures(): LineFigures {
    const { open, broken, refused, slow } = this
    return { open, broken, refused, slow }
  }

  /** Own all lines of a server from now on, those inside TLS too. */
  own(server: Server): void {
    server.on('connection', line => this.take(line))
    server.on('secureConnection', line => line.on('error', () => undefined))
    // A line that breaks during the TLS handshake; the raw one underneath is counted.
    server.on('tlsClientError', (_, line) => line.destroy())
  }

  private take(line: Socket): void {
    line.on('error', () => {
      this.broken++
    })
    const caller = callerOf((line.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, ''))
    const held = this.callers.get(caller) ?? 0
    if (this.open >= this.bounds.lines || (this.counts(line) && held >= this.bounds.linesPerCaller)) {
      this.refused++
      line.destroy()
      return
    }
    this.open++
    this.callers.set(caller, held + 1)
    line.once('close', () => {
      this.open--
      const left = this.callers.get(caller)! - 1
      if (left > 0) this.callers.set(caller, left)
      else this.callers.delete(caller)
    })
  }

  private counts({ remoteAddress = '' }: Socket): boolean {
    const { proxies = 0, exempt = isLoopback } = this.bounds
    return proxies === 0 && !exempt(remoteAddress.replace(/^::ffff:(?=\d+\.)/, ''))
  }
}
