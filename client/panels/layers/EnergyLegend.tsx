import { useCallback, useMemo } from 'react'
import { type KindName, kindOf } from '../../../models/kinds.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { rampsFor } from '../../../models/ramps.ts'
import { telemetry } from '../../live/telemetry.ts'
import { useView } from '../../state/view.ts'
import { decimal, formatAmount } from '../parts/formatValue.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import { Figure } from './Figure.tsx'
import { Ramp } from './Ramp.tsx'
import { pointsOf, total } from './surroundings.ts'
import { useTwiceASecond } from './useTwiceASecond.ts'

/** Kinds that generate inside the complex, all with `power` in kW and `energyToday` in kWh. */
const SOURCES = ['solar', 'wind', 'fuelCell'] as const satisfies readonly KindName[]

/** Output now and today, its share of the factories' demand, and what each source gives. */
export function EnergyLegend() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const ramp = rampsFor(useView(view => view.mode) === 'operate').output
  const sensors = useMemo(
    () => ({
      ...Object.fromEntries(SOURCES.map(kind => [kind, pointsOf(site, points, kind, 'power')])),
      today: SOURCES.flatMap(kind => pointsOf(site, points, kind, 'energyToday')),
      battery: pointsOf(site, points, 'battery', 'power'),
      demand: pointsOf(site, points, 'factory', 'power'),
    }),
    [site, points],
  ) as Record<(typeof SOURCES)[number] | 'today' | 'battery' | 'demand', number[]>
  const now = useTwiceASecond(
    useCallback(() => {
      const { values } = telemetry.getState().state
      return {
        solar: total(values, sensors.solar),
        wind: total(values, sensors.wind),
        fuelCell: total(values, sensors.fuelCell),
        battery: total(values, sensors.battery),
        today: total(values, sensors.today),
        demand: total(values, sensors.demand),
      }
    }, [sensors]),
  )
  const output = SOURCES.reduce((sum, kind) => sum + (now[kind] || 0), 0)
  const known = SOURCES.some(kind => !Number.isNaN(now[kind]))
  const share = known && now.demand > 0 ? (output / now.demand) * 100 : Number.NaN
  const bars = [...SOURCES, 'battery' as const]
  const most = Math.max(1, ...bars.map(kind => Math.abs(now[kind]) || 0))
  return (
    <>
      <dl className="figures">
        <Figure
          lead
          label={say('energy.output')}
          shown={
            known ? { number: decimal(output / 1000, language, 2), unit: 'MW' } : { number: '–', unit: '' }
          }
        />
        <Figure label={say('energy.share')} shown={formatAmount(share, '%', language, say)} />
        <Figure label={say('energy.today')} shown={formatAmount(now.today, 'kWh', language, say, 0)} />
        <Figure label={say('energy.demand')} shown={formatAmount(now.demand, 'kW', language, say, 0)} />
      </dl>
      <div>
        <p className="figures-label">{say('energy.bySource')}</p>
        <ul className="bars">
          {bars.map(kind => {
            return (
              <li key={kind}>
                <span className="bar-name">{nameIn(kindOf(kind).name, language)}</span>
                <span className="bar-track" aria-hidden="true">
                  <i style={{ width: `${((Math.abs(now[kind]) || 0) / most) * 100}%` }} />
                </span>
                <span className="bar-value">
                  {Number.isNaN(now[kind]) ? '–' : `${decimal(now[kind] / 1000, language, 2)} MW`}
                </span>
              </li>
            )
          })}
        </ul>
      </div>
      <Ramp label={say('energy.ramp')} colours={ramp} marks={['0 %', '50 %', '100 %']} />
      <p className="legend-note">{say('energy.legend')}</p>
    </>
  )
}
