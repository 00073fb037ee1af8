import { type CSSProperties, useCallback, useMemo } from 'react'
import { SEVERITIES, type Severity } from '../../../../models/kind.ts'
import { kindOf } from '../../../../models/kinds.ts'
import { topicIndex } from '../../../../models/points.ts'
import { QUALITY, qualityNow } from '../../../../models/quality.ts'
import { serverNow } from '../../../live/health.ts'
import { telemetry } from '../../../live/telemetry.ts'
import { AlarmList } from '../../alarms/AlarmList.tsx'
import { useStanding } from '../../alarms/useStanding.ts'
import { decimal } from '../../parts/formatValue.ts'
import { SeverityMark } from '../../parts/SeverityMark.tsx'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { DistrictStates } from './DistrictStates.tsx'
import { Figure } from './Figure.tsx'
import { useTwiceASecond } from './useTwiceASecond.ts'

const WORST_FIRST: readonly Severity[] = [3, 2, 1]

/** Devices, alarms by severity and the worst of them, values that stopped coming. */
export function ControlLegend() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const { summary, known } = useStanding()
  const devices = useMemo(
    () => site.assets.filter(asset => kindOf(asset.kind).topic === 'control').length,
    [site],
  )
  const { stale } = useTwiceASecond(
    useCallback(() => {
      const { quality, times } = telemetry.getState().state
      const control = topicIndex('control')
      const now = serverNow()
      let stale = 0
      for (let i = 0; i < points.count; i++) {
        if (points.topic[i] !== control) continue
        if (qualityNow(quality[i]!, times[i]!, points.spec[i]!.every, now) === QUALITY.stale) stale++
      }
      return { stale }
    }, [points]),
  )
  return (
    <>
      <ul className="severities" aria-label={say('control.alarms')} data-total="alarms">
        {WORST_FIRST.map(severity => {
          const { count, claim } = summary.bySeverity[severity]!
          const shown = known ? decimal(count, language, 0) : '–'
          return (
            <li key={severity} className={count ? undefined : 'is-zero'} data-severity={severity}>
              <SeverityMark severity={severity} claim={claim} />
              {say(`severity.${SEVERITIES[severity]}`)}
              <b style={{ '--digits': shown.length } as CSSProperties}>{shown}</b>
            </li>
          )
        })}
      </ul>
      <AlarmList />
      <DistrictStates />
      <dl className="figures">
        <Figure label={say('control.devices')} shown={{ number: decimal(devices, language, 0), unit: '' }} />
        <Figure
          label={say('control.stale')}
          shown={{ number: known ? decimal(stale, language, 0) : '–', unit: '' }}
        />
      </dl>
      <p className="legend-note">{say('control.legend')}</p>
    </>
  )
}
