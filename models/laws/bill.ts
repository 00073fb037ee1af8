import { powerFactorShare, type Surcharges } from './surcharges.ts'
import type { EnergyCharge } from './tariff.ts'
import { BASIC_CHARGE, type Option } from './tariffRates.ts'

/** A month's bill in won, line by line. */
export interface Bill {
  readonly basic: number
  /** Added to the basic charge for a poor power factor, taken off for a good one. */
  readonly powerFactor: number
  readonly energy: number
  readonly climate: number
  readonly fuel: number
  readonly vat: number
  readonly fund: number
  /** Won cut off to whole tens, 0 to 9. */
  readonly cut: number
  readonly total: number
}

/** What a bill is made from: demand to pay for (kW), energy, surcharges and the mean power factors of day and night (0..1). */
export interface BillParts {
  readonly option: Option
  readonly demand: number
  readonly energy: EnergyCharge
  readonly surcharges: Surcharges
  readonly powerFactor?: { readonly day: number; readonly night?: number }
}

/**
 * The full bill of a month: basic charge on the billing demand, power factor, energy, surcharges, VAT and fund, rounded as
 * KEPCO does (lines down to the won, VAT to the nearest won, fund and total down to ten won). The total is the sum of the
 * lines less `cut`. RangeError for a negative demand.
 */
export function bill({ option, demand, energy, surcharges, powerFactor }: BillParts): Bill {
  if (!(demand >= 0)) throw new RangeError(`a billing demand of ${demand} kW is none`)
  const used = energy.kWh.light + energy.kWh.mid + energy.kWh.peak
  const basic = Math.floor(BASIC_CHARGE[option] * demand)
  const adjusted = powerFactor
    ? Math.trunc(Math.round(1e4 * powerFactorShare(powerFactor.day, powerFactor.night)) * basic * 1e-4)
    : 0
  const climate = Math.floor(surcharges.climate * used)
  const fuel = Math.trunc(Math.max(-5, Math.min(5, surcharges.fuel)) * used)
  const charge = Math.floor(energy.charge + 1e-6)
  const net = basic + adjusted + charge + climate + fuel
  const vat = Math.round(net * surcharges.vat)
  const fund = Math.floor((net * surcharges.fund) / 10) * 10
  const cut = (net + vat + fund) % 10
  return {
    basic,
    powerFactor: adjusted,
    energy: charge,
    climate,
    fuel,
    vat,
    fund,
    cut,
    total: net + vat + fund - cut,
  }
}
