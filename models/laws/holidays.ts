/** A calendar day in Korea. */
export interface Day {
  readonly year: number
  /** 1..12 */
  readonly month: number
  readonly day: number
}

/** Kinds of day in the tariff. */
export type DayType = 'weekday' | 'saturday' | 'sunday_or_holiday'

/** Holidays with a fixed date, month-day. Labour Day is no public holiday. */
const FIXED = ['1-1', '3-1', '5-5', '6-6', '8-15', '10-3', '10-9', '12-25']

/**
 * Lunar holidays and substitute days by year (제24조 관공서의 공휴일에 관한 규정; dates as announced yearly by the
 * Korea Astronomy and Space Science Institute). Temporary holidays are left out: the tariff does not count them.
 */
const MOVING: Readonly<Record<number, readonly string[]>> = {
  2021: ['2-11', '2-12', '2-13', '5-19', '8-16', '9-20', '9-21', '9-22', '10-4', '10-11'],
  2022: ['1-31', '2-1', '2-2', '5-8', '9-9', '9-10', '9-11', '9-12', '10-10'],
  2023: ['1-21', '1-22', '1-23', '1-24', '5-27', '5-29', '9-28', '9-29', '9-30'],
  2024: ['2-9', '2-10', '2-11', '2-12', '5-6', '5-15', '9-16', '9-17', '9-18'],
  2025: ['1-28', '1-29', '1-30', '3-3', '5-6', '10-5', '10-6', '10-7', '10-8'],
  2026: ['2-16', '2-17', '2-18', '3-2', '5-24', '5-25', '8-17', '9-24', '9-25', '9-26', '10-5'],
  2027: ['2-6', '2-7', '2-8', '2-9', '5-13', '8-16', '9-14', '9-15', '9-16', '10-4', '10-11', '12-27'],
}

/** First and last year whose moving holidays are known. */
export const HOLIDAY_YEARS = { first: 2021, last: 2027 } as const

/** Day of the week, 0 Sunday to 6 Saturday. */
export function weekday({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

/** True on a public holiday. Throws RangeError for a year whose moving holidays are not in the table. */
export function isHoliday({ year, month, day }: Day): boolean {
  const moving = MOVING[year]
  if (!moving)
    throw new RangeError(
      `Korean holidays of ${year} are not known; ${HOLIDAY_YEARS.first} to ${HOLIDAY_YEARS.last} are`,
    )
  const key = `${month}-${day}`
  return FIXED.includes(key) || moving.includes(key)
}

/** How the tariff counts the day. */
export function dayType(day: Day): DayType {
  const w = weekday(day)
  if (w === 0 || isHoliday(day)) return 'sunday_or_holiday'
  return w === 6 ? 'saturday' : 'weekday'
}

/** Days in a month. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
