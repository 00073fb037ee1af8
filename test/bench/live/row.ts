/** One line of the harness's results; its README explains the figures. */
export interface Row {
  readonly peer: string
  readonly workload: string
  readonly arrivalP99?: number
  readonly bytesPerUpdate?: number
  readonly cpuPerMUpd?: number
  /** % of the updates sent. */
  readonly delivered?: number
  /** Resident memory of the server, MB: with all viewers idle, at most, and twice a second while some are stalled. */
  readonly rssConnected?: number
  readonly rssMax?: number
  readonly rssT?: readonly number[]
  /** Most viewers that the peer served in time. */
  readonly maxClients?: number
  readonly error?: string
}

/** A figure of one peer in one workload, of all repeats. */
export function figures(
  rows: readonly Row[],
  workload: string,
  peer: string,
  figure: (row: Row) => number | undefined,
): number[] {
  return rows
    .filter(row => row.peer === peer && row.workload === workload)
    .map(figure)
    .filter(value => value !== undefined)
}
