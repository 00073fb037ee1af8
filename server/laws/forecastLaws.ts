import { presence, SHIFTS } from '../../models/laws/arrivals.ts'
import { errorsInPercent } from '../../models/laws/backTest.ts'
import { type Law, show } from './law.ts'

/** Laws of forecasts. */
export const FORECAST_LAWS: Readonly<Record<string, Law>> = {
  forecast: {
    tells:
      'errors of the ladder of occupancy forecasts on six weeks of a simulated car park, % of its stalls',
    takes: {
      shift: { kind: 'choice', what: 'shifts', of: SHIFTS, otherwise: 'day' },
      unrest: {
        kind: 'number',
        what: 'how far days wander from their kind, %',
        least: 0,
        most: 50,
        otherwise: 10,
      },
    },
    ask: q => {
      const shift = q.choice('shift', SHIFTS)
      const values = Array.from({ length: 6 * 672 }, (_, i) => {
        const weekend = Math.floor(i / 96) % 7 >= 5 ? 0.2 : 1
        const wander = 1 + (q.number('unrest') / 100) * (Math.sin(i / 130) + 0.4 * Math.sin(i / 17))
        return 100 * presence(shift, (i % 96) / 4) * weekend * wander
      })
      return errorsInPercent({ slotsPerWeek: 672, values }, 100).map(
        ({ minutes, n, lastValue, historicalMean, blended, holtWinters }) => ({
          minutes,
          forecasts: n,
          'last value': show(lastValue, 2),
          'historical mean': show(historicalMean, 2),
          blended: show(blended, 2),
          'Holt-Winters': show(holtWinters, 2),
        }),
      )
    },
  },
}
