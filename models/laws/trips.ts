/** Trip rates of the Institute of Transportation Engineers: a weekday's trips for each employee and 1,000 ft² (older editions). US data. */
export const TRIP_RATES = {
  'light industrial': { perEmployee: 3.2, per1000ft2: 5.5 },
  'heavy industrial': { perEmployee: 2.1, per1000ft2: 1.5 },
  'industrial park': { perEmployee: 3.6, per1000ft2: 7 },
  manufacturing: { perEmployee: 2.1, per1000ft2: 3.9 },
  warehousing: { perEmployee: 3.9, per1000ft2: 4.9 },
} as const
export type TripUse = keyof typeof TRIP_RATES

/** Square metres in 1,000 square feet. */
const THOUSAND_FT2 = 92.903

/** Trips a weekday from employees; `scale` brings the US rate to Korea (0.6 to 0.8, an assumption). */
export function tripsByEmployees(use: TripUse, employees: number, scale = 1): number {
  return TRIP_RATES[use].perEmployee * employees * scale
}

/** Trips a weekday from floor area in m². */
export function tripsByArea(use: TripUse, area: number, scale = 1): number {
  return (TRIP_RATES[use].per1000ft2 * area * scale) / THOUSAND_FT2
}
