/** Lower heating value of hydrogen, kWh/kg. */
export const HYDROGEN_LHV = 33.3
/** Mass of a normal cubic metre of hydrogen, kg. */
export const HYDROGEN_DENSITY = 0.0899

/** System demand of a PEM electrolyser, kWh/kg: range of IRENA's table, and the targets of the EU's joint undertaking by year. */
export const ELECTROLYSER_DEMAND = { least: 50, most: 83, targets: { 2020: 55, 2024: 52, 2030: 50 } } as const

/** Load of a PEM electrolyser as shares of its rating, and seconds of a cold start (IRENA). */
export const ELECTROLYSER_LOAD = { least: 0.05, most: 1.3, coldStart: 1200 } as const

/** Efficiency of an electrolyser on the lower heating value, 0..1, from its system demand in kWh/kg; NaN for a demand of 0 or less. */
export function electrolyserEfficiency(demand: number): number {
  return demand > 0 ? HYDROGEN_LHV / demand : Number.NaN
}

/** Hydrogen made by `power` kW, kg/h; NaN for negative power or no demand. */
export function electrolyserOutput(power: number, demand: number): number {
  return power >= 0 && demand > 0 ? power / demand : Number.NaN
}

/** Power in kW that an electrolyser of `rated` kW really takes when offered some: none below 5 % of its rating, at most 130 %. */
export function electrolyserLoad(offered: number, rated: number): number {
  if (!(rated > 0) || Number.isNaN(offered)) return Number.NaN
  if (offered < ELECTROLYSER_LOAD.least * rated) return 0
  return Math.min(offered, ELECTROLYSER_LOAD.most * rated)
}

/** Volume of hydrogen in Nm³ of a mass in kg. */
export function normalVolume(mass: number): number {
  return mass >= 0 ? mass / HYDROGEN_DENSITY : Number.NaN
}

/** Power in kW that liquefies `flow` kg/h; plants of some tonnes a day need about 12 kWh/kg (assumption, DOE 2019 gives 10–13). */
export function liquefactionPower(flow: number, demand = 12): number {
  return flow >= 0 && demand > 0 ? flow * demand : Number.NaN
}
