import { useCallback, useMemo } from 'react'
import type { EnergyRole } from '../../../../models/energyRole.ts'
import { type KindName, kindOf, kinds } from '../../../../models/kinds.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import { rampsFor } from '../../../../models/ramps.ts'
import { telemetry } from '../../../live/telemetry.ts'
import { useMode } from '../../../state/view.ts'
import { decimal, formatAmount } from '../../parts/formatValue.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { Figure } from './Figure.tsx'
import { Ramp } from './Ramp.tsx'
import { pointsOf, total } from './surroundings.ts'
import { useTwiceASecond } from './useTwiceASecond.ts'

/** Kinds of a role, in the order of the table. */
const kindsOf = (role: EnergyRole): KindName[] =>
  (Object.keys(kinds) as KindName[]).filter(kind => kindOf(kind).energy?.role === role)

/** Output now and today, its share of the plants' demand, and what each source gives. */
export function EnergyLegend() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const ramp = rampsFor(useMode().look.quiet).output
  const { sources, bars, sensors } = useMemo(() => {
    const sources = kindsOf('source')
    const bars = [...sources, ...kindsOf('storage')]
    const all = (of: readonly KindName[], point: string) =>
      of.flatMap(kind => pointsOf(site, points, kind, point))
    const sensors: Record<string, number[]> = {
      ...Object.fromEntries(bars.map(kind => [kind, all([kind], 'power')])),
      ' today': all(sources, 'energyToday'),
      ' demand': all(kindsOf('plant'), 'power'),
    }
    return { sources, bars, sensors }
  }, [site, points])
  const now = useTwiceASecond(
    useCallback(() => {
      const { values } = telemetry.getState().state
      return Object.fromEntries(Object.entries(sensors).map(([name, own]) => [name, total(values, own)]))
    }, [sensors]),
  )
  const of = (name: string): number => now[name] ?? Number.NaN
  const [today, demand] = [of(' today'), of(' demand')]
  const output = sources.reduce((sum, kind) => sum + (of(kind) || 0), 0)
  const known = sources.some(kind => !Number.isNaN(of(kind)))
  const share = known && demand > 0 ? (output / demand) * 100 : Number.NaN
  const most = Math.max(1, ...bars.map(kind => Math.abs(of(kind)) || 0))
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
        <Figure label={say('energy.today')} shown={formatAmount(today, 'kWh', language, say, 0)} />
        <Figure label={say('energy.demand')} shown={formatAmount(demand, 'kW', language, say, 0)} />
      </dl>
      <div>
        <p className="figures-label">{say('energy.bySource')}</p>
        <ul className="bars">
          {bars.map(kind => {
            return (
              <li key={kind}>
                <span className="bar-name">{nameIn(kindOf(kind).name, language)}</span>
                <span className="bar-track" aria-hidden="true">
                  <i style={{ width: `${((Math.abs(of(kind)) || 0) / most) * 100}%` }} />
                </span>
                <span className="bar-value">
                  {Number.isNaN(of(kind)) ? '–' : `${decimal(of(kind) / 1000, language, 2)} MW`}
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
