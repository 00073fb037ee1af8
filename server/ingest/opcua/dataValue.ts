import { QUALITY, type QualityCode } from '../../../models/quality.ts'

/** What a server sends for a monitored item, as far as we read it. */
export interface DataValue {
  readonly value?: { readonly value?: unknown } | null
  readonly statusCode: { readonly value: number; readonly name?: string }
  readonly sourceTimestamp?: Date | null
  readonly serverTimestamp?: Date | null
}

/** Quality of an OPC UA status code: its top two bits are good, uncertain or bad (OPC 10000-4, 7.39.1). Uncertain values are of before, so stale. */
export function qualityOfStatus(code: number): QualityCode {
  const severity = code >>> 30
  if (severity === 0) return QUALITY.good
  return severity === 1 ? QUALITY.stale : QUALITY.bad
}

/** The number in a value: booleans are 0 and 1, 64-bit integers come as [high, low]; NaN for what is none. */
export function numberOf({ value }: DataValue): number {
  const inner = value?.value
  if (typeof inner === 'number') return inner
  if (typeof inner === 'boolean') return Number(inner)
  if (Array.isArray(inner) && inner.length === 2 && inner.every(part => typeof part === 'number'))
    return (inner[0] as number) * 2 ** 32 + (inner[1] as number)
  return Number.NaN
}

/** What a value holds: a number where it is one, the text of a localised text, anything else as it is; null for nothing. */
export function rawOf(data: DataValue): unknown {
  const inner = data.value?.value ?? null
  const number = numberOf(data)
  if (!Number.isNaN(number)) return typeof inner === 'boolean' ? inner : number
  if (typeof inner === 'number') return null
  return typeof inner === 'object' && inner !== null && 'text' in inner ? inner.text : inner
}

/** When the value was measured, milliseconds; NaN when neither source nor server says so. */
export function instantOf({ sourceTimestamp, serverTimestamp }: DataValue): number {
  return (sourceTimestamp ?? serverTimestamp)?.getTime() ?? Number.NaN
}

/** A list in pieces: servers take so many items a call and no more. */
export function inBatches<T>(list: readonly T[], size: number): T[][] {
  const batches: T[][] = []
  for (let k = 0; k < list.length; k += size) batches.push(list.slice(k, k + size))
  return batches
}
