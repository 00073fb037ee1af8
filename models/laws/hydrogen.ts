/** Lower heating value of hydrogen, kWh/kg. */
export const HYDROGEN_LHV = 33.3
/** Mass of a normal cubic metre of hydrogen, kg. */
export const HYDROGEN_DENSITY = 0.0899

/** Efficiency of an electrolyser on the lower heating value, 0..1, from its system demand in kWh/kg. */
export function electrolyserEfficiency(demand: number): number {
  return HYDROGEN_LHV / demand
}

/** Hydrogen made by `power` kW, kg/h. */
export function electrolyserOutput(power: number, demand: number): number {
  return power / demand
}

/** Power in kW that liquefies `flow` kg/h; plants of some tonnes a day need about 12 kWh/kg (assumption, DOE 2019 gives 10–13). */
export function liquefactionPower(flow: number, demand = 12): number {
  return flow * demand
}

/** Vehicles a station fills from this much hydrogen (kg), whole ones. A car takes about 5 kg, a bus 29 kg. */
export function vehiclesServed(available: number, each: number): number {
  return each > 0 ? Math.floor(available / each + 1e-9) : 0
}
