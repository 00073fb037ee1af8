/** A rate and the first day it held, yyyy-mm-dd, latest first. */
type Dated = readonly (readonly [from: string, rate: number])[]

/** Climate and environment charge, won/kWh: 9 since 2023 as published; the two before are assumptions. */
const CLIMATE: Dated = [
  ['2023-01-01', 9],
  ['2022-04-01', 7.3],
  ['2021-01-01', 5.3],
]
/** Levy for the electricity industry fund, share of the charges: cut in two steps from 3.7 to 2.7 % (assumption). */
const FUND: Dated = [
  ['2025-07-01', 0.027],
  ['2024-07-01', 0.032],
  ['2021-01-01', 0.037],
]
/** Fuel cost adjustment, won/kWh: at its cap of +5 since the third quarter of 2022 (assumption). */
const FUEL: Dated = [['2022-07-01', 5]]

/** Surcharges of a bill: won/kWh and shares. */
export interface Surcharges {
  readonly climate: number
  /** Capped at ±5 won/kWh. */
  readonly fuel: number
  readonly fund: number
  readonly vat: number
}

/** Surcharges of a month as far as they are known; RangeError before July 2022, when the fuel adjustment changed every quarter. */
export function surchargesOf(year: number, month: number): Surcharges {
  const date = `${year}-${`${month}`.padStart(2, '0')}-01`
  return { climate: on(CLIMATE, date), fuel: on(FUEL, date), fund: on(FUND, date), vat: 0.1 }
}

/**
 * What the power factor does to the basic charge, as a share of it (negative is a rebate): from 08 to 22 h 0.2 % for each
 * percent of lagging factor below 90 (down to 60) and a rebate of 0.2 % above it (up to 95); by night 0.2 % for each percent
 * of leading factor below 95. KEPCO terms art. 43 as generally known (assumption). Factors are 0..1; RangeError outside.
 */
export function powerFactorShare(day: number, night = 1): number {
  if (![day, night].every(f => f > 0 && f <= 1))
    throw new RangeError(`power factors lie between 0 and 1, not ${day} and ${night}`)
  const lagging = 90 - 100 * Math.min(0.95, Math.max(0.6, day))
  const leading = Math.max(0, 95 - 100 * Math.max(0.6, night))
  return 0.002 * (lagging + leading)
}

function on(rates: Dated, date: string): number {
  const found = rates.find(([from]) => from <= date)
  if (!found)
    throw new RangeError(`no surcharge is known for ${date}; the first holds from ${rates.at(-1)![0]}`)
  return found[1]
}
