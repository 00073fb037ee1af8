import { expect, test } from 'vitest'
import { daysInMonth, dayType, HOLIDAY_YEARS, isHoliday } from '../../models/laws/holidays.ts'

/** Holidays beyond the fixed ones as the government announced them, substitutes included, temporary ones not. */
const ANNOUNCED: Readonly<Record<number, readonly string[]>> = {
  2021: ['2-11', '2-12', '2-13', '5-19', '8-16', '9-20', '9-21', '9-22', '10-4', '10-11'],
  2022: ['1-31', '2-1', '2-2', '3-9', '5-8', '6-1', '9-9', '9-10', '9-11', '9-12', '10-10'],
  2023: ['1-21', '1-22', '1-23', '1-24', '5-27', '5-29', '9-28', '9-29', '9-30'],
  2024: ['2-9', '2-10', '2-11', '2-12', '4-10', '5-6', '5-15', '9-16', '9-17', '9-18'],
  2025: ['1-28', '1-29', '1-30', '3-3', '5-6', '10-5', '10-6', '10-7', '10-8'],
  2026: [
    '2-16',
    '2-17',
    '2-18',
    '3-2',
    '5-24',
    '5-25',
    '6-3',
    '7-17',
    '8-17',
    '9-24',
    '9-25',
    '9-26',
    '10-5',
  ],
}
const FIXED = ['1-1', '3-1', '5-5', '6-6', '8-15', '10-3', '10-9', '12-25']

test.each(Object.keys(ANNOUNCED).map(Number))('the holidays of %i are those announced', year => {
  const found: string[] = []
  for (let month = 1; month <= 12; month++)
    for (let day = 1; day <= daysInMonth(year, month); day++)
      if (isHoliday({ year, month, day })) found.push(`${month}-${day}`)
  expect(new Set(found)).toEqual(new Set([...FIXED, ...ANNOUNCED[year]!]))
})

/** Lunar month and day of a day, by the Korean calendar of ICU: an independent almanac. */
const lunar = new Intl.DateTimeFormat('en-u-ca-dangi', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
const FEASTS = ['1/1', '4/8', '8/15']

test('feasts fall on their lunar days in every year known', () => {
  for (let year = HOLIDAY_YEARS.first; year <= HOLIDAY_YEARS.last; year++) {
    const missed: string[] = []
    let seen = 0
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
      if (!FEASTS.includes(lunar.format(at))) continue
      seen++
      const date = new Date(at)
      const day = { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() }
      if (!isHoliday(day)) missed.push(date.toISOString())
    }
    expect(seen, `${year}`).toBeGreaterThanOrEqual(3)
    expect(missed).toEqual([])
  }
})

test('substitutes of years to come follow the rule', () => {
  const light = (year: number, month: number, day: number) =>
    dayType({ year, month, day }) === 'sunday_or_holiday'
  expect(light(2027, 7, 19), 'Constitution Day on a Saturday').toBe(true)
  expect(light(2028, 10, 5), 'Chuseok on National Foundation Day').toBe(true)
  expect(light(2029, 5, 7), "Children's Day on a Saturday").toBe(true)
  expect(light(2027, 6, 7), 'Memorial Day has none').toBe(false)
  expect(light(2025, 6, 3), 'an election before its time is a temporary holiday').toBe(false)
})

test('a year without an almanac is refused by name', () => {
  expect(() => isHoliday({ year: 2020, month: 1, day: 1 })).toThrow(/2020.*2021 to 2029/)
  expect(() => dayType({ year: 2035, month: 5, day: 7 })).toThrow(RangeError)
})
