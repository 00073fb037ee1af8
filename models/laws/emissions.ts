/** Korean grid emission factors at the point of use, tCO2eq/MWh, by year or span. Greenhouse Gas Inventory and Research Center; 2023 announced December 2025. */
export const GRID_FACTORS: Readonly<Record<string, number>> = {
  '2021': 0.4509,
  '2022': 0.4312,
  '2023': 0.4173,
  '2020-2022 mean': 0.4541,
}

/** Emission factor of a year or span as published, tCO2eq/MWh; undefined where none is published here. */
export function gridFactor(year: string): number | undefined {
  return Object.hasOwn(GRID_FACTORS, year) ? GRID_FACTORS[year] : undefined
}

/** The latest published yearly factor not later than `year`; say its year beside every figure. */
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

/** Emissions of energy (kWh) at a factor, kg CO2eq. */
export function emissions(energy: number, factor: number): number {
  return energy * factor
}

/** Revenue in won for each kWh: market price (won/kWh) and certificate (won/MWh) times its weight. */
export function renewableRevenue(smp: number, rec: number, weight = 1): number {
  return smp + (rec * weight) / 1000
}
