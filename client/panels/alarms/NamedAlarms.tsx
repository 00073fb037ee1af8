import { alarmIndex, type StandingAlarm } from '../../../models/alarm.ts'
import { claimOf, worseFirst } from '../../../models/alarmSummary.ts'
import { SEVERITIES, type Severity } from '../../../models/kind.ts'
import { QUALITY } from '../../../models/quality.ts'
import { QualityBadge } from '../parts/Badge.tsx'
import { SeverityMark } from '../parts/SeverityMark.tsx'
import { useWords } from '../parts/useWords.ts'
import { useAlarmWords } from './useAlarmWords.ts'

const WORST_FIRST: readonly Severity[] = [3, 2, 1]
/** Alarms named one by one; of the others only how many. */
const NAMED = 8

/** Which alarms an order is about: how many of each severity, and the worst by name. */
export function NamedAlarms({ list }: { list: readonly StandingAlarm[] }) {
  const { say } = useWords()
  const words = useAlarmWords()
  const sorted = [...list].sort(worseFirst)
  const counts = WORST_FIRST.flatMap(severity => {
    const count = list.filter(alarm => alarm.severity === severity).length
    return count ? [`${say(`severity.${SEVERITIES[severity]}`)} ${count}`] : []
  })
  return (
    <div className="named-alarms">
      {list.length > 1 && <p className="numbers">{counts.join(' · ')}</p>}
      <ul>
        {sorted.slice(0, NAMED).map(alarm => (
          <li key={alarmIndex(alarm.point, alarm.source)}>
            <SeverityMark severity={alarm.severity} claim={claimOf(alarm.state)} />
            <span>
              <b>{words.asset(alarm)}</b> {alarm.simulated && <QualityBadge quality={QUALITY.simulated} />}{' '}
              <small>{words.alarm(alarm)}</small>
            </span>
          </li>
        ))}
      </ul>
      {list.length > NAMED && <p className="numbers">{say('strip.more', { n: list.length - NAMED })}</p>}
    </div>
  )
}
