import { daysInMonth, dayType } from './holidays.ts'
import { band, bandRule, seasonOf } from './tariff.ts'
import type { BandRule } from './tariffRates.ts'

/** Highest 15-minute demand (kW) outside the light band in a month. */
export interface MonthPeak {
  readonly year: number
  readonly month: number
  readonly peak: number
}

/** Months whose peaks of the last year still count. */
const RATCHET_MONTHS = [12, 1, 2, 7, 8, 9]
/** Least share of the contract that is always paid for. */
export const LEAST_SHARE = 0.3

/**
 * Demand to pay for, kW: the highest of this month and of December to February and July to September in the twelve
 * months before, at least 30 % of the contract; a July peak stays until the next June. Light-load demand is not in the
 * peaks handed in. KEPCO terms, art. 68. RangeError for a negative demand or contract.
 */
export function billingDemand(current: MonthPeak, history: readonly MonthPeak[], contract: number): number {
  if (!(contract >= 0) || [current, ...history].some(({ peak }) => !(peak >= 0)))
    throw new RangeError('demands and the contract must be kW of 0 and more')
  const now = current.year * 12 + current.month
  const counted = history.filter(({ year, month }) => {
    const age = now - (year * 12 + month)
    return age >= 1 && age <= 11 && RATCHET_MONTHS.includes(month)
  })
  return Math.max(current.peak, LEAST_SHARE * contract, ...counted.map(p => p.peak))
}

/** Highest demand of a month outside the light band, kW, from `demand(day, hour)` asked at every quarter hour (9.25 is 09:15). */
export function monthPeak(
  year: number,
  month: number,
  demand: (day: number, hour: number) => number,
  rules?: BandRule,
): MonthPeak {
  let peak = 0
  for (let day = 1; day <= daysInMonth(year, month); day++) {
    const date = { year, month, day }
    const rule = rules ?? bandRule(date)
    const type = dayType(date)
    for (let quarter = 0; quarter < 96; quarter++) {
      if (band(rule, seasonOf(month), type, Math.floor(quarter / 4)) !== 'light')
        peak = Math.max(peak, demand(day, quarter / 4))
    }
  }
  return { year, month, peak }
}
