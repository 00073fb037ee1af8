import { BASIC_CHARGE, type EnergyCharge, type Option } from './tariff.ts'

/** Surcharges of a bill: won/kWh and shares, each with its year in the source. */
export interface Surcharges {
  /** Climate and environment charge, won/kWh; 9 in 2023. */
  readonly climate: number
  /** Fuel cost adjustment, won/kWh, capped at ±5. */
  readonly fuel: number
  /** Electricity industry fund, share of the charges; 0.027 from mid 2025 (assumption). */
  readonly fund: number
  readonly vat: number
}

/** Surcharges as last known; the fuel adjustment at its cap. */
export const SURCHARGES: Surcharges = { climate: 9, fuel: 5, fund: 0.027, vat: 0.1 }

/** A month's bill in won, line by line. */
export interface Bill {
  readonly basic: number
  readonly energy: number
  readonly climate: number
  readonly fuel: number
  readonly vat: number
  readonly fund: number
  readonly total: number
}

/** The full bill of a month: basic charge on the billing demand (kW), energy, surcharges, VAT and fund, rounded as KEPCO does (VAT to the won, fund down to ten won). */
export function bill(
  option: Option,
  billingDemand: number,
  energy: EnergyCharge,
  surcharges: Surcharges = SURCHARGES,
): Bill {
  const used = energy.kWh.light + energy.kWh.mid + energy.kWh.peak
  const basic = Math.floor(BASIC_CHARGE[option] * billingDemand)
  const climate = Math.floor(surcharges.climate * used)
  const fuel = Math.trunc(Math.max(-5, Math.min(5, surcharges.fuel)) * used)
  const charge = Math.floor(energy.charge)
  const net = basic + charge + climate + fuel
  const vat = Math.round(net * surcharges.vat)
  const fund = Math.floor((net * surcharges.fund) / 10) * 10
  return { basic, energy: charge, climate, fuel, vat, fund, total: Math.floor((net + vat + fund) / 10) * 10 }
}
