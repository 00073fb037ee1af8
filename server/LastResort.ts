import type { Instant } from '../models/units.ts'
import type { Clock } from './clock.ts'

/** What got past everyone who should have dealt with it. */
export interface Uncaught {
  /** Errors so far. */
  readonly count: number
  /** The newest; null while there was none. */
  readonly last: { readonly at: Instant; readonly what: string } | null
}

/** Lines written in one minute; what comes beyond them is counted. */
const LINES = 20
const MINUTE = 60_000
/** pino's number for an error. */
const ERROR = 50
const LONGEST = 300

/** Takes what nobody caught once the doors are open: it is logged and counted, and everyone else is served on. Before that it ends the start. */
export class LastResort implements Uncaught {
  count = 0
  last: Uncaught['last'] = null
  private serving = false
  private minute = 0
  private written = 0
  private readonly clock: Clock
  private readonly say: (line: string) => void

  constructor(clock: Clock, say: (line: string) => void) {
    this.clock = clock
    this.say = say
  }

  /** Stand behind this process; `fail` ends a start that something uncaught broke. */
  stand(fail: (error: unknown) => void): void {
    const take = (error: unknown, kind: string): void => {
      if (this.serving) this.take(error, kind)
      else fail(error)
    }
    process.on('uncaughtException', error => take(error, 'uncaughtException'))
    process.on('unhandledRejection', reason => take(reason, 'unhandledRejection'))
  }

  /** The doors are open: from now on nothing uncaught ends the process. */
  serve(): void {
    this.serving = true
  }

  /** Log and count one error. */
  take(error: unknown, kind: string): void {
    const now = this.clock.now()
    const { message, stack, code } = partsOf(error)
    this.count++
    this.last = { at: now, what: message.slice(0, LONGEST) }
    const minute = Math.floor(now / MINUTE)
    if (minute !== this.minute) {
      this.minute = minute
      this.written = 0
    }
    if (++this.written > LINES) return
    const more = this.written === LINES ? { note: 'more within this minute are counted only' } : {}
    this.say(
      JSON.stringify({
        level: ERROR,
        time: now,
        pid: process.pid,
        kind,
        msg: message,
        ...(code && { code }),
        stack,
        ...more,
      }),
    )
  }
}

function partsOf(error: unknown): { message: string; stack?: string | undefined; code?: string | undefined } {
  if (!(error instanceof Error)) return { message: String(error) }
  const { message, stack, code } = error as Error & { code?: string }
  return { message, stack, code }
}
