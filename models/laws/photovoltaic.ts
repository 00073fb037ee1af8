/** Power of an array before the inverter, in the unit of `rated`: PVWatts v5 (NREL/TP-6A20-62641, eq. 8). Temperatures in °C. NaN for a negative rating or a missing reading. */
export function pvwattsDc(
  irradiance: number,
  cell: number,
  rated: number,
  gamma = -0.0035,
  reference = 25,
): number {
  if (!(rated >= 0)) return Number.NaN
  return Math.max(0, (irradiance / 1000) * rated * (1 + gamma * (cell - reference)))
}

/**
 * pvwattsDc with the optional low-light correction `k` of newer PVWatts versions: above 200 W/m² the power falls
 * by k (G_ref − G)/(G_ref − 200) of the rating, below by a parabola; without cap adjustment the term goes on above 1000 W/m².
 */
export function pvwattsDcLowLight(
  irradiance: number,
  cell: number,
  rated: number,
  gamma: number,
  k: number,
  cap = false,
): number {
  const dc = pvwattsDc(irradiance, cell, rated, gamma)
  const loss = k * rated
  const correction =
    irradiance > 200 ? (loss * (1000 - irradiance)) / (1000 - 200) : loss * (1 - (1 - irradiance / 200) ** 4)
  const power = dc - correction
  return Math.max(0, cap && irradiance > 1000 ? dc : power)
}

/** Losses in percent, by name; PVWatts' defaults. */
export const PVWATTS_LOSSES = {
  soiling: 2,
  shading: 3,
  snow: 0,
  mismatch: 2,
  wiring: 2,
  connections: 0.5,
  lightInduced: 1.5,
  nameplate: 1,
  age: 0,
  availability: 3,
} as const

/** Losses that act one after the other, together, in percent; NaN when one is outside 0 to 100. */
export function totalLosses(percents: Readonly<Record<string, number>> = PVWATTS_LOSSES): number {
  if (Object.values(percents).some(p => !(p >= 0 && p <= 100))) return Number.NaN
  return 100 * (1 - Object.values(percents).reduce((kept, percent) => kept * (1 - percent / 100), 1))
}

/** Power after the inverter, never above `nominal × dcLimit`; PVWatts v5 (eq. 10). Same unit in and out; 0 without input, NaN for a missing reading or an inverter of no size. */
export function pvwattsInverter(dc: number, dcLimit: number, nominal = 0.96, reference = 0.9637): number {
  if (Number.isNaN(dc) || !(dcLimit > 0)) return Number.NaN
  if (dc <= 0) return 0
  const share = dc / dcLimit
  const efficiency = (nominal / reference) * (-0.0162 * share - 0.0059 / share + 0.9858)
  return Math.min(Math.max(0, efficiency * dc), nominal * dcLimit)
}

/** Rating left after `years` of even ageing, 0.5 % of what is left each year (Korean trade press). NaN for negative years. */
export function agedRating(rated: number, years: number, aYear = 0.005): number {
  return years >= 0 ? rated * (1 - aYear) ** years : Number.NaN
}
