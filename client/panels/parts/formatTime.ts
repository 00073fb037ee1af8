import { isUnknownAge } from '../../../models/quality.ts'
import type { Instant } from '../../../models/units.ts'
import type { Say } from '../../words/words.ts'

const ZONE = 'Asia/Seoul'
const KST = 9 * 3_600_000
const DAY = 86_400_000

/** Time since an instant, as said on the screen. An instant slightly ahead of the clock is now. */
export function formatAge(at: Instant, now: Instant, say: Say): string {
  if (Number.isNaN(at)) return '–'
  if (isUnknownAge(at)) return say('age.unknown')
  const seconds = Math.floor(Math.max(0, now - at) / 1000)
  if (seconds < 1) return say('age.now')
  if (seconds < 60) return say('age.seconds', { n: seconds })
  if (seconds < 3600) return say('age.minutes', { n: Math.floor(seconds / 60) })
  if (seconds < 86_400) return say('age.hours', { n: Math.floor(seconds / 3600) })
  return say('age.days', { n: Math.floor(seconds / 86_400) })
}

/** How long something has lasted, in its largest unit: the age without the word that says it is past. */
export function formatSpan(milliseconds: number, say: Say): string {
  if (Number.isNaN(milliseconds)) return '–'
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000)
  if (seconds < 60) return say('span.seconds', { n: seconds })
  if (seconds < 3600) return say('span.minutes', { n: Math.floor(seconds / 60) })
  if (seconds < 86_400) return say('span.hours', { n: Math.floor(seconds / 3600) })
  return say('span.days', { n: Math.floor(seconds / 86_400) })
}

/** Korean time of day, 24 hours. */
export function formatClock(at: Instant, withSeconds = false): string {
  return new Date(at + KST).toISOString().slice(11, withSeconds ? 19 : 16)
}

/** Date with weekday in Korea. */
export function formatDate(at: Instant, language: string): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: ZONE,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(at)
}

/** Start of the Korean day that holds an instant. */
export function dayStart(at: Instant): Instant {
  return Math.floor((at + KST) / DAY) * DAY - KST
}

/** `2026-11-23`, the Korean date of an instant, as date inputs want it. */
export function isoDay(at: Instant): string {
  return new Date(at + KST).toISOString().slice(0, 10)
}

/** Start of the Korean day written `2026-11-23`; null when it is no date. */
export function fromIsoDay(text: string): Instant | null {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) ? at - KST : null
}
