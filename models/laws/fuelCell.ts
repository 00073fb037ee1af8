/** Lower heating value of natural gas, kWh per Nm³. */
export const GAS_LHV = 10.5

/** What a fuel cell takes and gives at a power: gas in Nm³/h, heat in kW. */
export interface FuelCellFlow {
  readonly gas: number
  readonly heat: number
}

/** Gas and heat at `power` kW; electrical and total efficiency on the lower heating value, `lhv` in kWh/Nm³. */
export function fuelCellFlow(power: number, electrical: number, total: number, lhv = GAS_LHV): FuelCellFlow {
  return { gas: power / (electrical * lhv), heat: power * (total / electrical - 1) }
}

/** Power after `seconds` on the way from `power` to `target`, no faster than `ramp` kW/s. */
export function rampTo(power: number, target: number, ramp: number, seconds: number): number {
  const most = ramp * seconds
  return power + Math.min(most, Math.max(-most, target - power))
}
