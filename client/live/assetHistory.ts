/** Samples of one point in time order: instants in UTC ms, null where there was no reading. */
export interface Trace {
  readonly at: number[]
  readonly value: (number | null)[]
}

/** The last minutes of every point of an asset, by point name. Throws when the server does not answer. */
export async function fetchHistory(
  assetId: string,
  minutes: number,
  signal: AbortSignal,
): Promise<Record<string, Trace>> {
  const response = await fetch(`/api/assets/${encodeURIComponent(assetId)}/history?minutes=${minutes}`, {
    signal,
  })
  if (!response.ok) throw new Error(`history of ${assetId} answered ${response.status}`)
  const { points } = (await response.json()) as { points: Record<string, Trace> }
  return points
}

/** Append a live sample in place when it is newer than the last, and drop what is older than `minutes`. False when nothing changed. */
export function extendTrace(trace: Trace, at: number, value: number, minutes: number): boolean {
  const last = trace.at.at(-1)
  if (Number.isNaN(at) || (last !== undefined && at <= last)) return false
  trace.at.push(at)
  trace.value.push(Number.isNaN(value) ? null : value)
  const cut = trace.at.findIndex(instant => instant >= at - minutes * 60_000)
  if (cut > 0) {
    trace.at.splice(0, cut)
    trace.value.splice(0, cut)
  }
  return true
}
