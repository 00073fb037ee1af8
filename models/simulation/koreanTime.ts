import { type DayType, dayType } from '../laws/holidays.ts'
import type { Instant } from '../units.ts'

/** Korean clock of an instant: fractional hour, day of the epoch, month, and how a plant counts the day. */
export interface KoreanTime {
  readonly hour: number
  readonly dayNumber: number
  readonly month: number
  readonly yearDay: number
  readonly type: DayType
  /** Instant of the last midnight. */
  readonly midnight: Instant
}

const DAY = 86_400_000
const KST = 9 * 3_600_000
let cached: { dayNumber: number; month: number; yearDay: number; type: DayType } | null = null

/** The Korean clock at an instant. */
export function koreanTime(at: Instant): KoreanTime {
  const local = at + KST
  const dayNumber = Math.floor(local / DAY)
  if (cached?.dayNumber !== dayNumber) cached = { dayNumber, ...calendar(dayNumber) }
  return { ...cached, hour: (local - dayNumber * DAY) / 3_600_000, midnight: dayNumber * DAY - KST }
}

/** A year beyond the holiday table counts its Sundays alone as rest. */
function calendar(dayNumber: number): { month: number; yearDay: number; type: DayType } {
  const date = new Date(dayNumber * DAY)
  const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  const yearDay = (date.getTime() - Date.UTC(day.year, 0, 1)) / DAY
  try {
    return { month: day.month, yearDay, type: dayType(day) }
  } catch {
    const weekday = date.getUTCDay()
    return {
      month: day.month,
      yearDay,
      type: weekday === 0 ? 'sunday_or_holiday' : weekday === 6 ? 'saturday' : 'weekday',
    }
  }
}
