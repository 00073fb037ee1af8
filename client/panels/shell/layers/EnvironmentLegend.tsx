import { MoveUp } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { rampsFor } from '../../../../models/ramps.ts'
import { telemetry } from '../../../live/telemetry.ts'
import { useMode } from '../../../state/view.ts'
import { formatAmount } from '../../parts/formatValue.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { Figure } from './Figure.tsx'
import { css } from './Ramp.tsx'
import { largest, mean, meanDirection, pointsOf } from './surroundings.ts'
import { useTwiceASecond } from './useTwiceASecond.ts'

/** Korean grades of PM2.5, µg/m³, 24-hour scale of AirKorea: good to 15, moderate to 35, bad to 75. */
const GRADES = [
  { name: 'good', to: 15, text: '0–15' },
  { name: 'fair', to: 35, text: '16–35' },
  { name: 'poor', to: 75, text: '36–75' },
  { name: 'veryPoor', to: Number.POSITIVE_INFINITY, text: '76+' },
] as const

/** Air, wind, temperature and noise of the complex now. */
export function EnvironmentLegend() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const sensors = useMemo(
    () => ({
      pm25: pointsOf(site, points, 'airStation', 'pm25'),
      wind: pointsOf(site, points, 'weather', 'windSpeed'),
      direction: pointsOf(site, points, 'weather', 'windDirection'),
      temperature: pointsOf(site, points, 'weather', 'temperature'),
      noise: pointsOf(site, points, 'noiseMeter', 'level'),
    }),
    [site, points],
  )
  const now = useTwiceASecond(
    useCallback(() => {
      const { values } = telemetry.getState().state
      return {
        pm25: mean(values, sensors.pm25),
        wind: mean(values, sensors.wind),
        direction: Math.round(meanDirection(values, sensors.direction)),
        temperature: mean(values, sensors.temperature),
        noise: largest(values, sensors.noise),
      }
    }, [sensors]),
  )
  const ramp = rampsFor(useMode().look.quiet).air
  const grade = GRADES.find(({ to }) => now.pm25 <= to)
  return (
    <>
      <dl className="figures">
        <Figure lead label={say('environment.air')} shown={formatAmount(now.pm25, 'µg/m³', language, say, 0)}>
          {grade && <span className={`grade grade-${grade.name}`}>{say(`environment.${grade.name}`)}</span>}
        </Figure>
        <Figure label={say('environment.wind')} shown={formatAmount(now.wind, 'm/s', language, say)}>
          {!Number.isNaN(now.direction) && (
            <MoveUp
              className="wind-arrow"
              style={{ rotate: `${now.direction + 180}deg` }}
              aria-hidden="true"
            />
          )}
        </Figure>
        <Figure
          label={say('environment.temperature')}
          shown={formatAmount(now.temperature, '°C', language, say)}
        />
        <Figure label={say('environment.noise')} shown={formatAmount(now.noise, 'dB(A)', language, say, 0)} />
      </dl>
      <p className="figures-label">{say('environment.legend')}</p>
      <ul className="grades">
        {GRADES.map(({ name, text }, k) => (
          <li key={name}>
            <i style={{ background: css(ramp[k]!) }} aria-hidden="true" /> {say(`environment.${name}`)}{' '}
            <span className="numbers">{text}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
