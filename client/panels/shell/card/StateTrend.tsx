import type { PointSpec } from '../../../../models/kind.ts'
import { SEVERITIES } from '../../../../models/kind.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import type { Instant } from '../../../../models/units.ts'
import type { Trace } from '../../../live/assetHistory.ts'
import { formatClock } from '../../parts/formatTime.ts'
import { useWords } from '../../parts/useWords.ts'
import { stateBands } from './stateBands.ts'

interface StateTrendProps {
  spec: PointSpec
  trace: Trace
  from: Instant
  to: Instant
}

/** The course of a state point as bands with the names of its states, those that raise an alarm in its colour. */
export function StateTrend({ spec, trace, from, to }: StateTrendProps) {
  const { say, language } = useWords()
  const share = (span: number) => `${(span / (to - from)) * 100}%`
  const name = (state: number | null) => {
    const names = state === null ? undefined : spec.states?.[state]
    return names ? nameIn(names, language) : say('card.unknown')
  }
  return (
    <div className="states">
      <ol className="states-bar">
        {stateBands(trace, from, to).map(band => (
          <li
            key={band.from}
            className={`state-${band.state ?? 'none'} is-${SEVERITIES[spec.alarmStates?.[band.state ?? -1] ?? 0]}`}
            style={{ width: share(band.to - band.from) }}
            title={`${name(band.state)} ${formatClock(band.from, true)}–${formatClock(band.to, true)}`}
          >
            <span>{name(band.state)}</span>
          </li>
        ))}
      </ol>
      <p className="states-axis numbers" aria-hidden="true">
        <span>{formatClock(from)}</span>
        <span>{formatClock((from + to) / 2)}</span>
        <span>{formatClock(to)}</span>
      </p>
    </div>
  )
}
