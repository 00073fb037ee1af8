/** Trip rates of the Institute of Transportation Engineers: a weekday's trips for each employee and 1,000 ft² (older editions). US data. */
export const TRIP_RATES = {
  'light industrial': { perEmployee: 3.2, per1000ft2: 5.5 },
  'heavy industrial': { perEmployee: 2.1, per1000ft2: 1.5 },
  'industrial park': { perEmployee: 3.6, per1000ft2: 7 },
  manufacturing: { perEmployee: 2.1, per1000ft2: 3.9 },
  warehousing: { perEmployee: 3.9, per1000ft2: 4.9 },
} as const
export type TripUse = keyof typeof TRIP_RATES

/** Trips for 1,000 ft² in later editions: a weekday's and the evening peak hour's. Heavy industry is not among them. */
export const LATER_TRIP_RATES = {
  'light industrial': { daily: 6.97, peakHour: 0.97 },
  'industrial park': { daily: 6.83, peakHour: 0.85 },
  manufacturing: { daily: 3.82, peakHour: 0.73 },
  warehousing: { daily: 3.56, peakHour: 0.32 },
} as const satisfies Partial<Record<TripUse, { daily: number; peakHour: number }>>

/** Square metres in 1,000 square feet. */
const THOUSAND_FT2 = 92.903
/** Korean trips over US ones (0.6 to 0.8, an assumption): people come by bus and shuttle too. */
export const KOREAN_SCALE = 0.7

/** Trips a weekday from employees; `scale` brings the US rate to Korea (KOREAN_SCALE). NaN for negative figures. */
export function tripsByEmployees(use: TripUse, employees: number, scale = 1): number {
  return employees >= 0 && scale >= 0 ? TRIP_RATES[use].perEmployee * employees * scale : Number.NaN
}

/** Trips a weekday from floor area in m². NaN for negative figures. */
export function tripsByArea(use: TripUse, area: number, scale = 1): number {
  return area >= 0 && scale >= 0 ? (TRIP_RATES[use].per1000ft2 * area * scale) / THOUSAND_FT2 : Number.NaN
}

/** Trips of a weekday and of its evening peak hour from floor area in m², by the later editions. NaN for negative figures. */
export function laterTrips(
  use: keyof typeof LATER_TRIP_RATES,
  area: number,
  scale = 1,
): { readonly daily: number; readonly peakHour: number } {
  const units = area >= 0 && scale >= 0 ? (area * scale) / THOUSAND_FT2 : Number.NaN
  const { daily, peakHour } = LATER_TRIP_RATES[use]
  return { daily: daily * units, peakHour: peakHour * units }
}
