/** Lower heating value of natural gas, kWh per Nm³. */
export const GAS_LHV = 10.5

/** Shares of the gas's lower heating value that become power, and power and heat. PAFC by its maker; SOFC takes the middle of 0.50 to 0.65 (assumptions). */
export const FUEL_CELLS = {
  pafc: { electrical: 0.43, total: 0.9 },
  sofc: { electrical: 0.58, total: 0.85 },
} as const

/** What a fuel cell takes and gives at a power: gas in Nm³/h, heat in kW. */
export interface FuelCellFlow {
  readonly gas: number
  readonly heat: number
}

/** Gas and heat at `power` kW; electrical and total efficiency on the lower heating value, `lhv` in kWh/Nm³. NaN unless 0 < electrical ≤ total ≤ 1 and power ≥ 0. */
export function fuelCellFlow(power: number, electrical: number, total: number, lhv = GAS_LHV): FuelCellFlow {
  const sound = power >= 0 && electrical > 0 && electrical <= total && total <= 1 && lhv > 0
  if (!sound) return { gas: Number.NaN, heat: Number.NaN }
  return { gas: power / (electrical * lhv), heat: power * (total / electrical - 1) }
}

/** Electrical efficiency on the lower heating value from energy (kWh) and gas (Nm³); NaN without gas. */
export function electricalEfficiency(energy: number, gas: number, lhv = GAS_LHV): number {
  return energy >= 0 && gas > 0 ? energy / (gas * lhv) : Number.NaN
}

/** Energy of a year in MWh of `capacity` MW that runs flat when it is available (0.9 to 0.95 of the time). */
export function yearlyEnergy(capacity: number, availability = 0.92): number {
  return capacity >= 0 && availability >= 0 && availability <= 1 ? capacity * availability * 8760 : Number.NaN
}

/** Power after `seconds` on the way from `power` to `target`, no faster than `ramp` kW/s; NaN for a negative ramp or time. */
export function rampTo(power: number, target: number, ramp: number, seconds: number): number {
  const most = ramp * seconds
  return ramp >= 0 && seconds >= 0 ? power + Math.min(most, Math.max(-most, target - power)) : Number.NaN
}
