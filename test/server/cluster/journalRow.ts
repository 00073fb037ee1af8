import type { JournalRow } from '../../../server/alarms/JournalRow.ts'

/** A row of the journal of which only the number matters. */
export function journalRow(number: number): JournalRow {
  return {
    number,
    at: 0,
    asset: 'a',
    alarm: 'a/x/0/level',
    event: 'raise',
    before: 'normal',
    after: 'unacknowledged',
    cycle: 'x',
    cause: 'high',
    severity: 1,
    value: 1,
    since: 0,
    first: 0,
    trip: null,
    simulated: null,
    actor: null,
    actor_name: null,
    role: null,
    reason: null,
  }
}
