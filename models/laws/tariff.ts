import { type Day, type DayType, daysInMonth, dayType } from './holidays.ts'

/** KEPCO industrial tariff (eul), high voltage A. Bands, seasons and prices are dated data; money in won. */
export const BANDS = ['light', 'mid', 'peak'] as const
export type Band = (typeof BANDS)[number]
export type Season = 'summer' | 'spring_autumn' | 'winter'
export type Option = 'I' | 'II' | 'III'
type Prices = Readonly<Record<Season, readonly [light: number, mid: number, peak: number]>>

/** A span of rules: which hours are mid and peak, by season. Everything else is light. */
interface BandRule {
  readonly name: string
  /** First day in force, yyyy-mm-dd. */
  readonly from: string
  readonly mid: Readonly<Record<Season, readonly number[]>>
  readonly peak: Readonly<Record<Season, readonly number[]>>
}

const hours = (...spans: readonly (readonly [from: number, to: number])[]): number[] =>
  spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))

const WINTER = { mid: hours([8, 9], [12, 16], [19, 22]), peak: hours([9, 12], [16, 19]) }
const OLD = { mid: hours([8, 11], [12, 13], [18, 22]), peak: hours([11, 12], [13, 18]) }
const REFORM = { mid: hours([8, 15], [21, 22]), peak: hours([15, 21]) }

/** Latest first. Old bands before 16 April 2026, the reform of that day after (KEPCO and ministry notice of 2026-03-13). */
export const BAND_RULES: readonly BandRule[] = [
  {
    name: '2026 reform',
    from: '2026-04-16',
    mid: { summer: REFORM.mid, spring_autumn: REFORM.mid, winter: WINTER.mid },
    peak: { summer: REFORM.peak, spring_autumn: REFORM.peak, winter: WINTER.peak },
  },
  {
    name: 'before 2026-04-16',
    from: '2013-11-21',
    mid: { summer: OLD.mid, spring_autumn: OLD.mid, winter: WINTER.mid },
    peak: { summer: OLD.peak, spring_autumn: OLD.peak, winter: WINTER.peak },
  },
]

/** Basic charge, won per kW and month, HV-A. */
export const BASIC_CHARGE: Readonly<Record<Option, number>> = { I: 7220, II: 8320, III: 9810 }

/** Energy prices of the 2026 reform, won/kWh. Option I in spring/autumn and III in summer are published, the rest is derived. */
export const ENERGY_PRICES: Readonly<Record<Option, Prices>> = {
  I: { summer: [121.5, 169.3, 234.5], spring_autumn: [121.5, 138.9, 156.4], winter: [128.5, 169.5, 210.1] },
  II: { summer: [116, 163.8, 229], spring_autumn: [116, 133.4, 150.9], winter: [123, 164, 204.6] },
  III: { summer: [115.1, 163.2, 216.6], spring_autumn: [115.1, 132.1, 142.6], winter: [122.4, 163.4, 193.4] },
}

/** Season of a month, 1..12. */
export function seasonOf(month: number): Season {
  if (month >= 6 && month <= 8) return 'summer'
  return month >= 11 || month <= 2 ? 'winter' : 'spring_autumn'
}

/** The rules in force on a day. Throws RangeError before the first. */
export function bandRule({ year, month, day }: Day): BandRule {
  const date = `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`
  const rule = BAND_RULES.find(r => r.from <= date)
  if (!rule)
    throw new RangeError(
      `no tariff bands are known for ${date}; the first begin on ${BAND_RULES.at(-1)!.from}`,
    )
  return rule
}

/** Band of an hour (h means h:00 to h+1:00 Korean time) on a kind of day. Saturday peak counts as mid, Sundays and holidays are light. */
export function band(rule: BandRule, season: Season, type: DayType, hour: number): Band {
  if (type === 'sunday_or_holiday') return 'light'
  if (rule.peak[season].includes(hour)) return type === 'saturday' ? 'mid' : 'peak'
  return rule.mid[season].includes(hour) ? 'mid' : 'light'
}

/** Price of a band, won/kWh. */
export function energyPrice(option: Option, season: Season, of: Band): number {
  return ENERGY_PRICES[option][season][BANDS.indexOf(of)]!
}

/** Hours of the midday discount on weekends and holidays in spring and autumn, until the end of 2030. */
const MIDDAY = hours([11, 14])

/** Energy of a month by band with its price, before and after the midday discount. */
export interface EnergyCharge {
  readonly kWh: Readonly<Record<Band, number>>
  readonly beforeDiscount: number
  readonly discount: number
  readonly charge: number
}

/**
 * Energy charge of a month for hourly energies `load(day, hour)` in kWh. `rules` default to those in force each day, so a
 * month may be priced by another regime's bands. The discount halves 11–14 h on Saturdays, Sundays and holidays in
 * spring and autumn under the reform.
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
  let discount = 0
  for (let day = 1; day <= daysInMonth(year, month); day++) {
    const date = { year, month, day }
    const rule = rules ?? bandRule(date)
    const type = dayType(date)
    const halved =
      season === 'spring_autumn' && type !== 'weekday' && rule.name === '2026 reform' && year <= 2030
    for (let hour = 0; hour < 24; hour++) {
      const of = band(rule, season, type, hour)
      const energy = load(day, hour)
      kWh[of] += energy
      if (halved && MIDDAY.includes(hour)) discount += 0.5 * energy * energyPrice(option, season, of)
    }
  }
  const beforeDiscount = BANDS.reduce((sum, of) => sum + kWh[of] * energyPrice(option, season, of), 0)
  return { kWh, beforeDiscount, discount, charge: beforeDiscount - discount }
}

/** Months whose peaks of the last year still count towards the demand charge. */
const RATCHET_MONTHS = [12, 1, 2, 7, 8, 9]

/** Highest 15-minute demand (kW) outside the light band in a month. */
export interface MonthPeak {
  readonly year: number
  readonly month: number
  readonly peak: number
}

/**
 * Demand to pay for, kW: the highest of this month and of December to February and July to September in the twelve
 * months before, at least 30 % of the contract. Light-load demand is not in the peaks handed in. KEPCO terms, art. 68.
 */
export function billingDemand(current: MonthPeak, history: readonly MonthPeak[], contract: number): number {
  const now = current.year * 12 + current.month
  const counted = history.filter(({ year, month }) => {
    const age = now - (year * 12 + month)
    return age >= 1 && age <= 11 && RATCHET_MONTHS.includes(month)
  })
  return Math.max(current.peak, 0.3 * contract, ...counted.map(p => p.peak))
}

/** Highest demand of a month outside the light band, kW, from `demand(day, hour)`. */
export function monthPeak(
  year: number,
  month: number,
  demand: (day: number, hour: number) => number,
  rules?: BandRule,
): MonthPeak {
  let peak = 0
  for (let day = 1; day <= daysInMonth(year, month); day++) {
    const date = { year, month, day }
    for (let hour = 0; hour < 24; hour++) {
      if (band(rules ?? bandRule(date), seasonOf(month), dayType(date), hour) !== 'light')
        peak = Math.max(peak, demand(day, hour))
    }
  }
  return { year, month, peak }
}
