import type { Backlog } from './backlog.ts'
import type { Doorway } from './Doorway.ts'
import type { Meter } from './Meter.ts'
import type { Sockets } from './sockets.ts'

/** What is measured of viewers. */
export interface Viewing {
  readonly io: Sockets
  readonly backlog: Backlog
  readonly doorway: Doorway
}

/** Metrics of the viewers of a process, whatever its role. */
export function meterViewers(meter: Meter, viewing: Viewing): void {
  meter.gauge('twin_viewers', 'Viewers connected', () => viewing.io.engine.clientsCount)
  meter.gauge('twin_viewers_behind', 'Viewers whose line does not drain', () => viewing.backlog.behind)
  meter.counter('twin_viewers_held_total', 'Times a viewer fell behind, by what showed it', ['reason'], c => {
    for (const [reason, n] of Object.entries(viewing.backlog.held)) c.inc({ reason }, n)
  })
  meter.counter(
    'twin_viewers_caught_up_total',
    'Times a viewer was brought up to date by merged frames',
    [],
    c => c.inc(viewing.backlog.caughtUp),
  )
  meter.counter('twin_viewers_shut_total', 'Viewers shut because too much waited for them for 10 s', [], c =>
    c.inc(viewing.backlog.evictions.count),
  )
  meter.counter('twin_handshakes_total', 'Handshakes, by whether they got their turn', ['result'], c => {
    c.inc({ result: 'admitted' }, viewing.doorway.admitted)
    c.inc({ result: 'refused' }, viewing.doorway.refused)
  })
  meter.gauge('twin_handshakes_waiting', 'Handshakes waiting for their turn', () => viewing.doorway.waiting)
}
