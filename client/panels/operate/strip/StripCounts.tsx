import type { AlarmSummary } from '../../../../models/alarmSummary.ts'
import { SEVERITIES, type Severity } from '../../../../models/kind.ts'
import { type Group, useAlarmList } from '../../../state/alarmList.ts'
import { useDesk } from '../../../state/desk.ts'
import { decimal } from '../../parts/formatValue.ts'
import { SeverityMark } from '../../parts/SeverityMark.tsx'
import { useWords } from '../../parts/useWords.ts'

const WORST_FIRST: readonly Severity[] = [3, 2, 1]

interface StripCountsProps {
  summary: AlarmSummary
  /** Alarms out of sight: shelved, suppressed, out of service. */
  hidden: number
}

/** How many alarms wait, of how many, by severity; and how many by state. Each opens the list on them. */
export function StripCounts({ summary, hidden }: StripCountsProps) {
  const { say, language } = useWords()
  const { all, bySeverity } = summary
  const number = (n: number) => decimal(n, language, 0)
  const open = (tab: Group, severity: Severity | null) => {
    useAlarmList.getState().show(tab, severity === null ? {} : { severities: [severity] })
    useDesk.getState().open('alarms')
  }
  const states = [
    ['unacknowledged', all.unacknowledged, 'unacknowledged'],
    ['returned', all.returned, 'unacknowledged'],
    ['acknowledged', all.acknowledged + all.latched, 'acknowledged'],
    ['hidden', hidden, 'shelved'],
  ] as const
  return (
    <div className="strip-counts">
      <ul aria-label={say('strip.bySeverity')}>
        {WORST_FIRST.map(severity => {
          const { count, unacknowledged, returned } = bySeverity[severity]!
          const waiting = unacknowledged + returned
          const name = say(`severity.${SEVERITIES[severity]}`)
          return (
            <li key={severity}>
              <button
                type="button"
                className={count ? 'strip-count' : 'strip-count is-zero'}
                data-severity={severity}
                aria-label={say('strip.severity', { severity: name, waiting, count })}
                onClick={() => open(waiting || !count ? 'unacknowledged' : 'acknowledged', severity)}
              >
                <SeverityMark severity={severity} claim={unacknowledged ? 'unacknowledged' : null} />
                <span>{name}</span> <b className="numbers">{number(waiting)}</b>
                <small className="numbers">/{number(count)}</small>
              </button>
            </li>
          )
        })}
      </ul>
      <ul aria-label={say('strip.byState')}>
        {states.map(([state, count, tab]) => (
          <li key={state}>
            <button
              type="button"
              className={count ? 'strip-state' : 'strip-state is-zero'}
              data-state={state}
              onClick={() => open(tab, null)}
            >
              {say(`strip.${state}`)} <b className="numbers">{number(count)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
