import type { Instant } from '../../../../models/units.ts'

const KST = 9 * 3_600_000

/** An instant as a `datetime-local` input wants it, in Korean time. */
export function localInput(at: Instant): string {
  return new Date(at + KST).toISOString().slice(0, 19)
}

/** The instant of such an input, with or without seconds; null when it holds none. */
export function readLocalInput(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text)) return null
  const at = Date.parse(`${text.length === 16 ? `${text}:00` : text}Z`)
  return Number.isNaN(at) ? null : at - KST
}
