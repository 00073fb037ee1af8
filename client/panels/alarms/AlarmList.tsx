import { useState } from 'react'
import { alarmIndex, type StandingAlarm } from '../../../models/alarm.ts'
import { claimOf } from '../../../models/alarmSummary.ts'
import { SEVERITIES } from '../../../models/kind.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { QUALITY } from '../../../models/quality.ts'
import { useDesk } from '../../state/desk.ts'
import { useSelection } from '../../state/selection.ts'
import { useMode } from '../../state/view.ts'
import { Age } from '../parts/Age.tsx'
import { QualityBadge } from '../parts/Badge.tsx'
import { goToTarget } from '../parts/goToTarget.ts'
import { SeverityMark } from '../parts/SeverityMark.tsx'
import { sayAlarm } from '../parts/sayCause.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import { TripValue } from './TripValue.tsx'
import { useStanding } from './useStanding.ts'

const FEW = 4
const MOST = 60

/** The worst alarms; one click selects the asset and flies there. In the control room the way to all of them is the big list. */
export function AlarmList() {
  const { say } = useWords()
  const { summary, known } = useStanding()
  const standing = summary.list
  const [all, setAll] = useState(false)
  const { desk } = useMode()
  const open = useDesk(desk => desk.open)
  if (!known) return null
  const shown = standing.slice(0, all ? MOST : FEW)
  const more = Math.min(MOST, standing.length) - FEW
  const worst = standing[0]
  return (
    <>
      {!desk && (
        <p className="visually-hidden" role="status">
          {worst?.severity === 3 && <AlarmWords alarm={worst} />}
        </p>
      )}
      {standing.length === 0 && <p className="note">{say('control.noAlarms')}</p>}
      <ul className="alarms" data-alarms={standing.length}>
        {shown.map(alarm => (
          <AlarmLine key={alarmIndex(alarm.point, alarm.source)} alarm={alarm} />
        ))}
      </ul>
      {desk && (
        <button type="button" className="link" onClick={() => open('alarms')}>
          {say('control.all')}
        </button>
      )}
      {!desk && more > 0 && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say('control.fewer') : say('control.more', { count: standing.length - FEW })}
        </button>
      )}
    </>
  )
}

/** The worst alarm in words, for those who hear the page. */
function AlarmWords({ alarm }: { alarm: StandingAlarm }) {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const asset = site.assets[points.asset[alarm.point]!]
  return `${say(`severity.${SEVERITIES[alarm.severity]}`)}: ${asset ? nameIn(asset.name, language) : ''}, ${sayAlarm(alarm.trip, points.spec[alarm.point]!, language, say)}`
}

function AlarmLine({ alarm }: { alarm: StandingAlarm }) {
  const { say, language } = useWords()
  const world = useLoaded()
  const { site, points } = world
  const index = points.asset[alarm.point]!
  const asset = site.assets[index]
  const spec = points.spec[alarm.point]
  if (!asset || !spec) return null
  const go = () => {
    useSelection.getState().select({ type: 'asset', index })
    goToTarget({ type: 'asset', index }, world)
  }
  return (
    <li>
      <button type="button" className="alarm" onClick={go}>
        <SeverityMark severity={alarm.severity} claim={claimOf(alarm.state)} />
        <span className="visually-hidden">{say(`severity.${SEVERITIES[alarm.severity]}`)}</span>
        <span className="alarm-name">
          <span className="alarm-who">
            <span>{nameIn(asset.name, language)}</span>
            {alarm.simulated && <QualityBadge quality={QUALITY.simulated} />}
          </span>
          <small>
            {sayAlarm(alarm.trip, spec, language, say)} <TripValue alarm={alarm} />
          </small>
        </span>
        <Age at={alarm.trip.at} />
      </button>
    </li>
  )
}
