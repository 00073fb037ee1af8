import type { Instant } from '../../models/units.ts'

/** As much of GET /api/ingest as the source page shows (server/ingest/ingestReport.ts). */
export interface IngestStatus {
  readonly now: Instant
  readonly sources: readonly SourceStatus[]
  readonly recent: readonly {
    readonly at: Instant
    readonly source: string
    readonly reason: string
    readonly detail: string
  }[]
  readonly mapping?: { readonly atArrival: number }
  /** The last refusal of each device at each door, latest first; empty for the public. */
  readonly devices?: readonly {
    readonly device: string
    readonly source: string
    readonly refused: number
    readonly lastAt: Instant
    readonly lastReason: string
    readonly detail: string
    readonly example?: string
  }[]
}

export interface SourceStatus {
  readonly name: string
  readonly state: {
    readonly connected: boolean
    readonly where?: string
    readonly lastError: string | null
    readonly queue?: { readonly length: number; readonly capacity: number; readonly dropped: number }
  } | null
  readonly accepted: number
  readonly rejected: Readonly<Record<string, number>>
  /** What names nothing here, or says only that there is no value. */
  readonly ignored?: number
  readonly samplesPerSecond: number
  readonly lag: { readonly medianMs: number | null; readonly maxMs: number | null }
}
