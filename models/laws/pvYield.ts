/** Energy of a month in kWh from a capacity in kW and equivalent full-load hours a day; NaN for a negative input. */
export function monthlyYield(capacity: number, days: number, hoursPerDay: number): number {
  return capacity >= 0 && days >= 0 && hoursPerDay >= 0 ? capacity * days * hoursPerDay : Number.NaN
}

/** Equivalent full-load hours a day of an energy (kWh) over days; NaN without a capacity or a day. */
export function fullLoadHours(energy: number, capacity: number, days: number): number {
  return capacity > 0 && days > 0 ? energy / (capacity * days) : Number.NaN
}

/** Yearly energy (kWh) for each kW of capacity; NaN without a capacity. */
export function specificYield(annual: number, capacity: number): number {
  return capacity > 0 ? annual / capacity : Number.NaN
}

/**
 * Energy a fixed roof array of 1 kWp is planned to make by month in Changwon, kWh: 3.6 h/d (the city's mean in the press
 * on the bus-terminal plant, 2021) spread as the Suncheon plant of 2006/07 did. An assumption; show ±10 % with it.
 */
export const PLANNED_MONTHS = [87, 103, 114, 138, 153, 106, 110, 107, 116, 119, 79, 81] as const

/** Least and most kWh/kWp a year that a fixed array of 20 to 30° to the south may make in Changwon and be believed. */
export const BELIEVABLE_YEAR = { least: 1200, most: 1400 } as const

/** Planned energy of a month (1..12) in kWh for a capacity in kW, with its band; NaN for a month that is none. */
export function plannedMonth(
  capacity: number,
  month: number,
): { readonly energy: number; readonly least: number; readonly most: number } {
  const energy = capacity >= 0 ? capacity * (PLANNED_MONTHS[month - 1] ?? Number.NaN) : Number.NaN
  return { energy, least: 0.9 * energy, most: 1.1 * energy }
}

/** Capacity in kWp that fits a flat factory roof of `area` m²: 0.19 kWp/m² of module on 65 % of it (assumptions of 0.18–0.20 and 60–70 %). NaN for a negative area. */
export function roofCapacity(area: number, usable = 0.65, density = 0.19): number {
  return area >= 0 ? area * usable * density : Number.NaN
}
