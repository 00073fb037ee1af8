import { useCallback, useMemo } from 'react'
import { kindOf } from '../../../../models/kinds.ts'
import { rampsFor } from '../../../../models/ramps.ts'
import { telemetry } from '../../../live/telemetry.ts'
import { useMode } from '../../../state/view.ts'
import { decimal, formatAmount } from '../../parts/formatValue.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { Figure } from './Figure.tsx'
import { Ramp } from './Ramp.tsx'
import { total } from './surroundings.ts'
import { useTwiceASecond } from './useTwiceASecond.ts'

/** Free places now, how full the car parks are, and how many there are. */
export function ParkingLegend() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const ramp = rampsFor(useMode().look.quiet).parking
  const lots = useMemo(() => {
    const all = site.assets.filter(asset => kindOf(asset.kind).rows?.of === 'stalls')
    return {
      count: all.length,
      stalls: all.reduce((sum, asset) => sum + (asset.parts ?? 0), 0),
      occupied: all.map(asset => points.find(asset.id, kindOf(asset.kind).lead)),
    }
  }, [site, points])
  const { taken } = useTwiceASecond(
    useCallback(() => ({ taken: total(telemetry.getState().state.values, lots.occupied) }), [lots]),
  )
  const whole = (n: number) => ({ number: Number.isNaN(n) ? '–' : decimal(n, language, 0), unit: '' })
  return (
    <>
      <dl className="figures">
        <Figure lead label={say('parking.free')} shown={whole(lots.stalls - taken)} />
        <Figure
          label={say('parking.occupancy')}
          shown={formatAmount((taken / lots.stalls) * 100, '%', language, say, 0)}
        />
        <Figure label={say('parking.stalls')} shown={whole(lots.stalls)} />
        <Figure label={say('parking.lots')} shown={whole(lots.count)} />
      </dl>
      <Ramp label={say('parking.legend')} colours={ramp} marks={['0 %', '50 %', '100 %']} />
    </>
  )
}
