import { claimOf } from '../../../../models/alarmSummary.ts'
import { type PointSpec, SEVERITIES } from '../../../../models/kind.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import { QUALITIES } from '../../../../models/quality.ts'
import { Age } from '../../parts/Age.tsx'
import { QualityBadge } from '../../parts/Badge.tsx'
import { formatValue } from '../../parts/formatValue.ts'
import { SeverityMark } from '../../parts/SeverityMark.tsx'
import { sayCause } from '../../parts/sayCause.ts'
import { useWords } from '../../parts/useWords.ts'
import { LimitBar } from './LimitBar.tsx'
import { usePointNow } from './usePointNow.ts'

interface PointRowProps {
  point: number
  /** The point with the limits of the rule in force. */
  ruled: PointSpec
  /** Name-plate size that the value is measured against. */
  rating: number | undefined
  chosen: boolean
  onChoose: () => void
}

/** One live value in its context. Renders when its own number changes, and once a second for its age. */
export function PointRow({ point, ruled, rating, chosen, onChoose }: PointRowProps) {
  const { say, language } = useWords()
  const { spec, value, at, quality, alarm } = usePointNow(point)
  const { number, unit } = formatValue(value, spec, language, say)
  const severity = alarm?.severity ?? 0
  return (
    <button
      type="button"
      className={`point is-${QUALITIES[quality]}`}
      aria-pressed={chosen}
      onClick={onChoose}
      data-point={point}
      data-severity={severity}
    >
      <span className="point-name">
        {alarm && <SeverityMark severity={severity} claim={claimOf(alarm.state)} />}
        {nameIn(spec.name, language)}
      </span>
      <span className="point-value">
        <b className={spec.states ? undefined : 'numbers'}>{number}</b> <small>{unit}</small>
      </span>
      <LimitBar spec={ruled} value={value} rating={rating} />
      <span className="point-foot">
        {alarm ? (
          <em
            className={alarm.active ? `alarm-words alarm-${SEVERITIES[severity]}` : 'alarm-words is-returned'}
          >
            {say('card.alarm', {
              severity: say(`severity.${SEVERITIES[severity]}`),
              cause: alarm.active ? sayCause(alarm, spec, language, say) : say(`group.${alarm.state}`),
            })}
          </em>
        ) : (
          <QualityBadge quality={quality} />
        )}
        {alarm && <QualityBadge quality={quality} />}
        {!Number.isNaN(at) && <Age at={at} />}
      </span>
    </button>
  )
}
