import { type Day, type DayType, daysInMonth, dayType } from './holidays.ts'
import {
  BAND_RULES,
  BANDS,
  type Band,
  type BandRule,
  type Option,
  PRICE_TABLES,
  type PriceTable,
  type Season,
} from './tariffRates.ts'

/** Season of a month, 1..12. RangeError for a month that is none. */
export function seasonOf(month: number): Season {
  if (!(Number.isInteger(month) && month >= 1 && month <= 12))
    throw new RangeError(`month ${month} is not 1 to 12`)
  if (month >= 6 && month <= 8) return 'summer'
  return month >= 11 || month <= 2 ? 'winter' : 'spring_autumn'
}

/** The bands in force on a day. Throws RangeError before the first. */
export function bandRule(day: Day): BandRule {
  const date = dateOf(day)
  const rule = BAND_RULES.find(r => r.from <= date)
  if (!rule)
    throw new RangeError(
      `no tariff bands are known for ${date}; the first begin on ${BAND_RULES.at(-1)!.from}`,
    )
  return rule
}

/** The prices in force on a day. Throws RangeError for a day no table is known for, and names the spans that are. */
export function priceTable(day: Day): PriceTable {
  const date = dateOf(day)
  const table = PRICE_TABLES.find(t => t.from <= date && (t.until === null || date <= t.until))
  if (!table) {
    const known = PRICE_TABLES.map(t => `${t.from} to ${t.until ?? 'now'}`).join(', ')
    throw new RangeError(`no KEPCO prices are known for ${date}; known are ${known}`)
  }
  return table
}

/** Band of an hour (h means h:00 to h+1:00 Korean time) on a kind of day. Saturday peak counts as mid, Sundays and holidays are light. RangeError for an hour outside 0 to 23. */
export function band(rule: BandRule, season: Season, type: DayType, hour: number): Band {
  if (!(Number.isInteger(hour) && hour >= 0 && hour <= 23))
    throw new RangeError(`hour ${hour} is not a whole number from 0 to 23`)
  if (type === 'sunday_or_holiday') return 'light'
  if (rule.peak[season].includes(hour)) return type === 'saturday' ? 'mid' : 'peak'
  return rule.mid[season].includes(hour) ? 'mid' : 'light'
}

/** Price of a band, won/kWh; the latest table unless another is named. */
export function energyPrice(
  option: Option,
  season: Season,
  of: Band,
  table: PriceTable = PRICE_TABLES[0]!,
): number {
  return table.prices[option][season][BANDS.indexOf(of)]!
}

/** Energy of a month by band with its price, before and after the midday discount. */
export interface EnergyCharge {
  readonly kWh: Readonly<Record<Band, number>>
  readonly beforeDiscount: number
  readonly discount: number
  readonly charge: number
}

/**
 * Energy charge of a month for hourly energies `load(day, hour)` in kWh. Bands and prices are those in force each day,
 * unless `rules` prices the month by another regime. The discount halves 11–14 h on Saturdays, Sundays and holidays in
 * spring and autumn under the reform. RangeError for a month without prices, bands or holidays, and for a load that is
 * negative or no number.
 */
export function energyCharge(
  year: number,
  month: number,
  option: Option,
  load: (day: number, hour: number) => number,
  rules?: BandRule,
): EnergyCharge {
  const season = seasonOf(month)
  const kWh = { light: 0, mid: 0, peak: 0 }
  let beforeDiscount = 0
  let discount = 0
  for (let day = 1; day <= daysInMonth(year, month); day++) {
    const date = { year, month, day }
    const rule = rules ?? bandRule(date)
    const table = rules ? rules.prices : priceTable(date)
    const type = dayType(date)
    const halved =
      rule.discount && season === 'spring_autumn' && type !== 'weekday' && year <= rule.discount.lastYear
        ? rule.discount.hours
        : []
    for (let hour = 0; hour < 24; hour++) {
      const of = band(rule, season, type, hour)
      const energy = load(day, hour)
      if (!(energy >= 0)) throw new RangeError(`load of day ${day}, ${hour} h is ${energy} kWh`)
      const price = energyPrice(option, season, of, table)
      kWh[of] += energy
      beforeDiscount += energy * price
      if (halved.includes(hour)) discount += 0.5 * energy * price
    }
  }
  return { kWh, beforeDiscount, discount, charge: beforeDiscount - discount }
}

function dateOf({ year, month, day }: Day): string {
  return `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`
}
