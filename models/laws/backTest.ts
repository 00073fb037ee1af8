import { holtWinters } from './holtWinters.ts'
import { forecast, type OccupancyHistory, slotMean } from './occupancyForecast.ts'

/** Mean absolute errors of the ladder of forecasts `ahead` slots on, each in the unit of the values; n forecasts were compared. */
export interface BackTest {
  readonly n: number
  readonly lastValue: number
  readonly historicalMean: number
  readonly blended: number
  readonly holtWinters: number
}

/**
 * Replay the history from `from` on, forecast each slot from what was known then, and report the errors side by side, the
 * last value first. Slots where one of them has nothing to say are left out for all; NaN when none is left.
 */
export function backTest(history: OccupancyHistory, ahead: number, from = history.slotsPerWeek): BackTest {
  const error = { lastValue: 0, historicalMean: 0, blended: 0, holtWinters: 0 }
  const winters = holtWinters(history, ahead)
  let n = 0
  for (let i = from; i + ahead < history.values.length; i++) {
    const truth = history.values[i + ahead]!
    const says = {
      lastValue: history.values[i]!,
      historicalMean: slotMean(history, i + ahead, i + 1),
      blended: forecast(history, i, ahead),
      holtWinters: winters[i]!,
    }
    if ([truth, ...Object.values(says)].some(Number.isNaN)) continue
    for (const name of NAMES) error[name] += Math.abs(says[name] - truth)
    n++
  }
  const mean = (sum: number): number => (n ? sum / n : Number.NaN)
  return {
    n,
    lastValue: mean(error.lastValue),
    historicalMean: mean(error.historicalMean),
    blended: mean(error.blended),
    holtWinters: mean(error.holtWinters),
  }
}

/** Errors at 15, 30 and 60 minutes in percent of the capacity, for quarter-hour slots. RangeError for no capacity. */
export function errorsInPercent(
  history: OccupancyHistory,
  capacity: number,
): readonly (BackTest & { readonly minutes: number })[] {
  if (!(capacity > 0)) throw new RangeError(`a car park of ${capacity} stalls has no percent`)
  return [1, 2, 4].map(ahead => {
    const { n, ...errors } = backTest(history, ahead)
    const percent = (name: (typeof NAMES)[number]): number => (100 * errors[name]) / capacity
    return {
      minutes: 15 * ahead,
      n,
      lastValue: percent('lastValue'),
      historicalMean: percent('historicalMean'),
      blended: percent('blended'),
      holtWinters: percent('holtWinters'),
    }
  })
}

const NAMES = ['lastValue', 'historicalMean', 'blended', 'holtWinters'] as const
