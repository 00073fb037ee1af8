import { seasonOf } from './tariff.ts'

/** Class of an industrial contract: eul from 300 kW, gap below. RangeError for a contract that is none. */
export function contractClass(kW: number): 'gap' | 'eul' {
  if (!(kW > 0)) throw new RangeError(`a contract of ${kW} kW is none`)
  return kW >= 300 ? 'eul' : 'gap'
}

/** Tariff voltage of a supply in kV: A from 3.3 to 66, B 154, C 345 and more; 'low' below. */
export function voltageClass(kV: number): 'low' | 'A' | 'B' | 'C' {
  if (!(kV > 0)) throw new RangeError(`a supply of ${kV} kV is none`)
  if (kV >= 345) return 'C'
  if (kV >= 154) return 'B'
  return kV >= 3.3 ? 'A' : 'low'
}

/** How a contract is fed: an ordinary feeder to 10,000 kW, a dedicated one to 40,000, beyond that 154 kV (the last an assumption). */
export function supplyOf(kW: number): { readonly kV: number; readonly dedicated: boolean } {
  contractClass(kW)
  return { kV: kW > 40_000 ? 154 : 22.9, dedicated: kW > 10_000 }
}

/** Contract in kW that a month's energy (kWh) calls for: kWh / 450 (trade rule). */
export function contractFor(monthly: number): number {
  return monthly >= 0 ? monthly / 450 : Number.NaN
}

/** Gap I, low voltage, since 2024-10-24: won per kW and month, and won/kWh by season. */
export const GAP_LOW = {
  from: '2024-10-24',
  basic: 5550,
  energy: { summer: 116.2, spring_autumn: 94.4, winter: 114.5 },
} as const

/** Basic and energy charge in won of a month on gap I, low voltage, for a contract (kW) and energy (kWh). RangeError before 2024-10-24 and for negative figures. */
export function gapCharge(
  year: number,
  month: number,
  contract: number,
  energy: number,
): { readonly basic: number; readonly energy: number } {
  const date = `${year}-${`${month}`.padStart(2, '0')}-28`
  if (date < GAP_LOW.from)
    throw new RangeError(`gap prices are known from ${GAP_LOW.from}, not for ${year}-${month}`)
  if (!(contract >= 0 && energy >= 0)) throw new RangeError('contract and energy must be 0 and more')
  return {
    basic: Math.floor(GAP_LOW.basic * contract),
    energy: Math.floor(GAP_LOW.energy[seasonOf(month)] * energy),
  }
}
