/** A calendar day in Korea. */
export interface Day {
  readonly year: number
  /** 1..12 */
  readonly month: number
  readonly day: number
}

/** Kinds of day in the tariff. */
export type DayType = 'weekday' | 'saturday' | 'sunday_or_holiday'

/**
 * Lunar new year, Buddha's birthday and Chuseok by year, and the days of elections at the end of a term, month-day
 * (Korea Astronomy and Space Science Institute's yearly almanac; Public Official Election Act art. 34).
 */
const ALMANAC: Readonly<
  Record<number, readonly [seollal: string, buddha: string, chuseok: string, ...elections: string[]]>
> = {
  2021: ['2-12', '5-19', '9-21'],
  2022: ['2-1', '5-8', '9-10', '3-9', '6-1'],
  2023: ['1-22', '5-27', '9-29'],
  2024: ['2-10', '5-15', '9-17', '4-10'],
  2025: ['1-29', '5-5', '10-6'],
  2026: ['2-17', '5-24', '9-25', '6-3'],
  2027: ['2-7', '5-13', '9-15'],
  2028: ['1-27', '5-2', '10-3', '4-12'],
  2029: ['2-13', '5-20', '9-22'],
}

/** First and last year whose holidays are known. */
export const HOLIDAY_YEARS = { first: 2021, last: 2029 } as const

/** Day of the week, 0 Sunday to 6 Saturday. */
export function weekday({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

/** True on a public holiday, substitute days included and temporary ones not, as the tariff counts them. Throws RangeError for a year without an almanac. */
export function isHoliday({ year, month, day }: Day): boolean {
  let days = years.get(year)
  if (!days) {
    days = holidaysOf(year)
    years.set(year, days)
  }
  return days.has(Date.UTC(year, month - 1, day))
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

const years = new Map<number, ReadonlySet<number>>()
const DAY = 86_400_000

/** Which weekdays move a holiday on: for the feasts only Sunday, for the others Saturday too; 'never' for the rest. */
type Substitute = 'sunday' | 'weekend' | 'never'

/** Holidays of a year and their substitute days: Regulation on Holidays of Public Offices, arts. 2 and 3. */
function holidaysOf(year: number): ReadonlySet<number> {
  const almanac = ALMANAC[year]
  if (!almanac)
    throw new RangeError(
      `Korean holidays of ${year} are not known; ${HOLIDAY_YEARS.first} to ${HOLIDAY_YEARS.last} are`,
    )
  const [seollal, buddha, chuseok, ...elections] = almanac
  const at = (monthDay: string): number => {
    const [month = 1, day = 1] = monthDay.split('-').map(Number)
    return Date.UTC(year, month - 1, day)
  }
  // National days got substitutes in August 2021, Buddha's birthday and Christmas in May 2023.
  const national = (monthDay: string): Substitute =>
    year > 2021 || at(monthDay) >= Date.UTC(2021, 7, 4) ? 'weekend' : 'never'
  const since2023: Substitute = year >= 2023 ? 'weekend' : 'never'
  const list: (readonly [at: number, Substitute])[] = [
    ...[seollal, chuseok].flatMap(feast =>
      [-1, 0, 1].map(offset => [at(feast) + offset * DAY, 'sunday'] as const),
    ),
    [at('5-5'), 'weekend'],
    [at(buddha), since2023],
    [at('12-25'), since2023],
    // Constitution Day is a holiday again since 2026.
    ...['3-1', '8-15', '10-3', '10-9', ...(year >= 2026 ? ['7-17'] : [])].map(
      monthDay => [at(monthDay), national(monthDay)] as const,
    ),
    ...['1-1', '6-6', ...elections].map(monthDay => [at(monthDay), 'never'] as const),
  ]
  const days = new Set(list.map(([day]) => day))
  for (const day of [...days].sort((a, b) => a - b)) {
    if (
      moves(
        list.filter(([other]) => other === day).map(([, rule]) => rule),
        new Date(day).getUTCDay(),
      )
    )
      days.add(nextWorkday(day, days))
  }
  return days
}

function moves(rules: readonly Substitute[], weekday: number): boolean {
  const substituted = rules.filter(rule => rule !== 'never')
  if (substituted.length === 0) return false
  if (weekday === 0 || rules.length > 1) return true
  return weekday === 6 && substituted.includes('weekend')
}

function nextWorkday(day: number, taken: ReadonlySet<number>): number {
  let next = day + DAY
  while (taken.has(next) || [0, 6].includes(new Date(next).getUTCDay())) next += DAY
  return next
}
