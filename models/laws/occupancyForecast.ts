/** Occupancy of one car park in even slots, oldest first; NaN where nothing was measured. */
export interface OccupancyHistory {
  /** Slots a week; 672 for quarter hours. */
  readonly slotsPerWeek: number
  readonly values: readonly number[]
}

/** Weeks whose same slot makes the historical mean. */
const WEEKS = 4

/** Mean of the same slot of the same weekday over the last weeks before `index`; NaN without any. */
export function slotMean({ slotsPerWeek, values }: OccupancyHistory, index: number, before = index): number {
  let sum = 0
  let n = 0
  for (let week = 1; n < WEEKS && index - week * slotsPerWeek >= 0; week++) {
    const at = index - week * slotsPerWeek
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
 * fades by `fade` a slot. Falls back to the last value without history.
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
    const expected = slotMean(history, i)
    const error = (history.values[i] ?? Number.NaN) - expected
    if (!Number.isNaN(error)) residual = smoothing * error + (1 - smoothing) * residual
  }
  return mean + residual * fade ** ahead
}

/** Mean absolute errors of three forecasts `ahead` slots on, each in the unit of the values; n forecasts were compared. */
export interface BackTest {
  readonly n: number
  readonly lastValue: number
  readonly historicalMean: number
  readonly blended: number
}

/** Replay the history from `from` on, forecast each slot from what was known then, and report the errors side by side. */
export function backTest(history: OccupancyHistory, ahead: number, from = history.slotsPerWeek): BackTest {
  const error = { lastValue: 0, historicalMean: 0, blended: 0 }
  let n = 0
  for (let i = from; i + ahead < history.values.length; i++) {
    const truth = history.values[i + ahead]!
    const mean = slotMean(history, i + ahead, i + 1)
    const last = history.values[i]!
    if ([truth, mean, last].some(Number.isNaN)) continue
    error.lastValue += Math.abs(last - truth)
    error.historicalMean += Math.abs(mean - truth)
    error.blended += Math.abs(forecast(history, i, ahead) - truth)
    n++
  }
  const each = (sum: number): number => (n ? sum / n : Number.NaN)
  return {
    n,
    lastValue: each(error.lastValue),
    historicalMean: each(error.historicalMean),
    blended: each(error.blended),
  }
}

/** Mean wait at a barrier in seconds: M/D/1 with `arrivals` cars an hour and `service` seconds a car; Infinity when it cannot keep up. */
export function barrierWait(arrivals: number, service = 6): number {
  const load = (arrivals / 3600) * service
  return load >= 1 ? Number.POSITIVE_INFINITY : (load * service) / (2 * (1 - load))
}
