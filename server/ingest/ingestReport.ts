import type { Instant } from '../../models/units.ts'
import type { Gate } from './accept.ts'
import type { Mapping, MappingState } from './mapping/Mapping.ts'
import type { DeviceRefusals } from './Refusals.ts'
import type { Remembered } from './rejection.ts'
import type { Source, SourceState } from './source.ts'
import type { TallyReport } from './Tally.ts'

/** One line of the source page: what a source says of itself and what the gate counted of it. */
export interface SourceReport extends TallyReport {
  readonly name: string
  /** Null for a door that has no state of its own, such as HTTP. */
  readonly state: SourceState | null
}

/** What GET /api/ingest answers. */
export interface IngestReport {
  readonly now: Instant
  /** Totals by source, and by `source reason`. */
  readonly accepted: Readonly<Record<string, number>>
  readonly rejected: Readonly<Record<string, number>>
  readonly sources: readonly SourceReport[]
  readonly mapping: MappingState
  /** How often the server's clock was set while it ran, and by how much the last time, milliseconds. */
  readonly clock: { readonly set: number; readonly lastMs: number }
  /** The last refusals, newest first. */
  readonly recent: readonly Remembered[]
  /** The last refusal of each device at each door, latest first. */
  readonly devices: readonly DeviceRefusals[]
}

/** All that is known of the ways in. */
export function ingestReport(gate: Gate, sources: readonly Source[], mapping: Mapping): IngestReport {
  const now = gate.clock.now()
  const names = new Set([...sources.map(({ name }) => name), ...gate.sources])
  return {
    now,
    accepted: Object.fromEntries(gate.accepted),
    rejected: Object.fromEntries(gate.rejected),
    sources: [...names].map(name => ({
      name,
      state: sources.find(source => source.name === name)?.state?.() ?? null,
      ...gate.tally(name).report(now),
    })),
    mapping: mapping.state,
    clock: { set: gate.clockWatch.times, lastMs: gate.clockWatch.lastMs },
    recent: gate.recent.slice().reverse(),
    devices: gate.refusals.list(),
  }
}
