import { Checkbox } from 'react-aria-components'
import { useStore } from 'zustand'
import type { StandingAlarm } from '../../../models/alarm.ts'
import { claimOf } from '../../../models/alarmSummary.ts'
import { SEVERITIES } from '../../../models/kind.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { orders } from '../../live/orders.ts'
import { Age } from '../parts/Age.tsx'
import { formatClock } from '../parts/formatTime.ts'
import { formatValue } from '../parts/formatValue.ts'
import { SeverityMark } from '../parts/SeverityMark.tsx'
import { sayAlarm } from '../parts/sayCause.ts'
import { sayReason } from '../parts/sayReason.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'

interface AlarmRowProps {
  alarm: StandingAlarm
  index: number
  /** The limit in force that it is about; undefined where there is none or it is not known. */
  limit: number | undefined
}

/** One alarm: priority, thing and place, value against its limit, who did what, age; what its order came to. */
export function AlarmRow({ alarm, index, limit }: AlarmRowProps) {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const pending = useStore(orders, state => state.pending.has(index))
  const refused = useStore(orders, state => state.refused.get(index))
  const asset = site.assets[points.asset[alarm.point]!]
  const spec = points.spec[alarm.point]
  if (!asset || !spec) return null
  const { number, unit } = formatValue(alarm.value, spec, language, say)
  const place = site.subdistricts[asset.subdistrict ?? -1]
  return (
    <>
      <Checkbox slot="selection" className="alarm-check">
        <span aria-hidden="true" />
      </Checkbox>
      <span className="alarm-severity">
        <SeverityMark severity={alarm.severity} claim={claimOf(alarm.state)} />{' '}
        {say(`severity.${SEVERITIES[alarm.severity]}`)}
      </span>
      <span className="alarm-what">
        <b>{nameIn(asset.name, language)}</b>
        <small>
          {place ? nameIn(place.name, language) : ''}
          {alarm.first && <i className="badge">{say('alarm.first')}</i>}
        </small>
      </span>
      <span className="alarm-why">
        {sayAlarm(alarm, spec, language, say)}
        <small>{sayOrder()}</small>
      </span>
      <span className="alarm-value numbers">
        <b>{number}</b> {unit}
        {limit !== undefined && (
          <small>
            {say(alarm.cause === 'rate' ? 'alarm.rateLimit' : 'alarm.limit', {
              limit: formatValue(limit, spec, language, say).number,
            })}
          </small>
        )}
      </span>
      <span className="alarm-age numbers">
        <Age at={alarm.since} />
        <small>{formatClock(alarm.since, true)}</small>
      </span>
      {pending && <span className="alarm-told">{say('alarm.pending')}</span>}
      {refused !== undefined && (
        <span className="alarm-told is-refused" role="alert">
          {say('alarm.refused', { reason: sayReason(refused, say) })}
        </span>
      )}
    </>
  )

  function sayOrder(): string {
    const parts = [
      alarm.until === null ? '' : say('alarm.until', { time: formatClock(alarm.until) }),
      alarm.by === null ? '' : say('alarm.by', { name: alarm.by }),
      alarm.reason ?? '',
    ]
    return parts.filter(Boolean).join(' · ')
  }
}
