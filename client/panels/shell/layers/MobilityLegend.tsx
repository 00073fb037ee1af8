import { useCallback, useMemo } from 'react'
import { telemetry } from '../../../live/telemetry.ts'
import { decimal, formatAmount } from '../../parts/formatValue.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { Figure } from './Figure.tsx'
import { mean, pointsOf } from './surroundings.ts'
import { useTwiceASecond } from './useTwiceASecond.ts'

/** The buses of the complex now. */
export function MobilityLegend() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const sensors = useMemo(
    () => ({ speed: pointsOf(site, points, 'bus', 'speed'), load: pointsOf(site, points, 'bus', 'load') }),
    [site, points],
  )
  const now = useTwiceASecond(
    useCallback(() => {
      const { values } = telemetry.getState().state
      return {
        buses: sensors.speed.filter(point => !Number.isNaN(values[point]!)).length,
        speed: mean(values, sensors.speed),
        load: mean(values, sensors.load),
      }
    }, [sensors]),
  )
  return (
    <dl className="figures">
      <Figure label={say('mobility.buses')} shown={{ number: decimal(now.buses, language, 0), unit: '' }} />
      <Figure label={say('mobility.speed')} shown={formatAmount(now.speed, 'km/h', language, say, 0)} />
      <Figure label={say('mobility.load')} shown={formatAmount(now.load, '%', language, say, 0)} />
    </dl>
  )
}
