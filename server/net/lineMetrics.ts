import type { Uncaught } from '../LastResort.ts'
import type { Flood } from './Flood.ts'
import type { Lines } from './Lines.ts'
import type { Meter } from './Meter.ts'

/** What health and metrics tell of raw lines, and of errors that nobody caught. */
export interface Grounded {
  readonly lines: Lines
  readonly flood: Flood
  readonly uncaught: Uncaught
}

/** Metrics of raw lines and of the last resort. */
export function meterLines(meter: Meter, { lines, flood, uncaught }: Grounded): void {
  meter.gauge('twin_lines_open', 'Raw lines at the HTTP port', () => lines.open)
  meter.counter('twin_lines_broken_total', 'Raw lines that broke instead of ending', [], c =>
    c.inc(lines.broken),
  )
  meter.counter('twin_lines_refused_total', 'Raw lines shut because there were too many', [], c =>
    c.inc(lines.refused),
  )
  meter.counter('twin_requests_slow_total', 'Requests cut because their body took too long', [], c =>
    c.inc(lines.slow),
  )
  meter.counter('twin_viewers_flooding_total', 'Viewers shut because they said too much', [], c =>
    c.inc(flood.shut),
  )
  meter.counter('twin_uncaught_total', 'Errors that only the last resort caught', [], c =>
    c.inc(uncaught.count),
  )
}

/** The same for health; what was caught is in the log, for it may name what not everyone sees. */
export function healthOfLines({ lines, uncaught: { count, last } }: Grounded): object {
  return { lines: lines.figures, uncaught: { count, at: last?.at ?? null } }
}
