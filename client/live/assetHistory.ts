import { here } from '../state/base.ts'

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
  const response = await fetch(
    here(`/api/assets/${encodeURIComponent(assetId)}/history?minutes=${minutes}`),
    {
      signal,
    },
  )
  if (!response.ok) throw new Error(`history of ${assetId} answered ${response.status}`)
  const { points } = (await response.json()) as { points: Record<string, Trace> }
  return points
}

/** A span of a point's record, for a look at the past. Throws when the server does not answer. */
export async function fetchPast(
  assetId: string,
  point: string,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<Trace> {
  const path = `/api/points/${encodeURIComponent(assetId)}/${encodeURIComponent(point)}/history`
  const response = await fetch(here(`${path}?from=${from}&to=${to}`), { signal })
  if (!response.ok) throw new Error(`the record of ${assetId}/${point} answered ${response.status}`)
  const told = (await response.json()) as {
    at: number[]
    value?: (number | null)[]
    quality?: string[]
    mean?: (number | null)[]
  }
  const value = told.value?.map((each, i) => (told.quality?.[i] === 'bad' ? null : each)) ?? told.mean ?? []
  return { at: told.at, value }
}

/** Put a told span before what a trace has that is newer, in place. */
export function mergeTrace(trace: Trace, told: Trace): void {
  const last = told.at.at(-1)
  const newer = last === undefined ? 0 : trace.at.findIndex(at => at > last)
  const keep = newer < 0 ? trace.at.length : newer
  trace.at.splice(0, keep, ...told.at)
  trace.value.splice(0, keep, ...told.value)
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
