import type { OccupancyHistory } from './occupancyForecast.ts'

/** Smoothing of level, trend and season, 0..1 each. */
export interface HoltWinters {
  readonly level: number
  readonly trend: number
  readonly season: number
}

const GENTLE: HoltWinters = { level: 0.4, trend: 0.005, season: 0.3 }

/**
 * Additive Holt-Winters with a weekly season (Winters 1960): forecasts `ahead` slots after every slot, aligned to the slot
 * they were made at. The first week only fills the season, so its forecasts are NaN; a gap keeps the state and moves on.
 */
export function holtWinters(
  { slotsPerWeek, values }: OccupancyHistory,
  ahead: number,
  { level: a, trend: b, season: g }: HoltWinters = GENTLE,
): number[] {
  const first = values.slice(0, slotsPerWeek).filter(v => !Number.isNaN(v))
  let level = first.reduce((sum, v) => sum + v, 0) / first.length
  let trend = 0
  const season = Array.from({ length: slotsPerWeek }, (_, s) => {
    const value = values[s] ?? Number.NaN
    return Number.isNaN(value) ? 0 : value - level
  })
  return values.map((value, i) => {
    if (i < slotsPerWeek) return Number.NaN
    const slot = i % slotsPerWeek
    if (Number.isNaN(value)) level += trend
    else {
      const before = level
      level = a * (value - season[slot]!) + (1 - a) * (level + trend)
      trend = b * (level - before) + (1 - b) * trend
      season[slot] = g * (value - level) + (1 - g) * season[slot]!
    }
    return level + ahead * trend + season[(i + ahead) % slotsPerWeek]!
  })
}
