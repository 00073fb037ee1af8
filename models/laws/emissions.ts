/** Korean grid emission factors at the point of use, tCO2eq/MWh, by year or span. Greenhouse Gas Inventory and Research Center; 2023 announced December 2025. */
export const GRID_FACTORS: Readonly<Record<string, number>> = {
  '2021': 0.4509,
  '2022': 0.4312,
  '2023': 0.4173,
  '2020-2022 mean': 0.4541,
}

/** Emission factor of a year or span as published, tCO2eq/MWh; undefined where none is published here, never a neighbour's. */
export function gridFactor(year: string): number | undefined {
  return Object.hasOwn(GRID_FACTORS, year) ? GRID_FACTORS[year] : undefined
}

/** The latest published yearly factor not later than `year`, with its own year to show beside every figure; undefined before the first. */
export function latestGridFactor(
  year: number,
): { readonly year: number; readonly factor: number } | undefined {
  const years = Object.keys(GRID_FACTORS)
    .filter(y => /^\d{4}$/.test(y))
    .map(Number)
    .filter(y => y <= year)
  const latest = Math.max(...years)
  return years.length ? { year: latest, factor: GRID_FACTORS[`${latest}`]! } : undefined
}

/** Emissions of energy (kWh) at a factor (tCO2eq/MWh, the same as kg/kWh), kg CO2eq; energy given to the grid counts negative. */
export function emissions(energy: number, factor: number): number {
  return factor >= 0 ? energy * factor : Number.NaN
}
