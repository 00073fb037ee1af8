/** Occupancy of one car park in even slots, oldest first; NaN where nothing was measured. */
export interface OccupancyHistory {
  /** Slots a week; 672 for quarter hours. */
  readonly slotsPerWeek: number
  readonly values: readonly number[]
}

/** Weeks whose same slot makes the historical mean, and how far back they are looked for when some are missing. */
const WEEKS = 4
const FARTHEST = 8

/** Mean of the same slot of the same weekday over the last four measured weeks before `before` (eight weeks back at most); NaN without any. */
export function slotMean({ slotsPerWeek, values }: OccupancyHistory, index: number, before = index): number {
  let sum = 0
  let n = 0
  for (let week = 1; week <= FARTHEST && n < WEEKS; week++) {
    const at = index - week * slotsPerWeek
    if (at < 0) break
    if (at >= before) continue
    const value = values[at] ?? Number.NaN
    if (Number.isNaN(value)) continue
    sum += value
    n++
  }
  return n ? sum / n : Number.NaN
}

/**
 * Occupancy `ahead` slots after `index`: the slot's historical mean plus the exponentially smoothed residual, which
 * fades by `fade` a slot: f(t + h) = m(s) + r(t) a^h. Falls back to the last value without history, and to NaN without that.
 */
export function forecast(
  history: OccupancyHistory,
  index: number,
  ahead: number,
  smoothing = 0.5,
  fade = 0.9,
): number {
  const mean = slotMean(history, index + ahead, index + 1)
  const last = history.values[index] ?? Number.NaN
  if (Number.isNaN(mean)) return last
  let residual = 0
  for (let i = Math.max(0, index - 15); i <= index; i++) {
    const error = (history.values[i] ?? Number.NaN) - slotMean(history, i)
    if (!Number.isNaN(error)) residual = smoothing * error + (1 - smoothing) * residual
  }
  return mean + residual * fade ** ahead
}
