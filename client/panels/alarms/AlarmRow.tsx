import { useStore } from 'zustand'
import { alarmIndex, type StandingAlarm } from '../../../models/alarm.ts'
import { claimOf } from '../../../models/alarmSummary.ts'
import { SEVERITIES } from '../../../models/kind.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { QUALITY } from '../../../models/quality.ts'
import type { Rationale } from '../../../models/rationale.ts'
import { orders } from '../../live/orders.ts'
import { usePoint } from '../../live/telemetry.ts'
import { Age } from '../parts/Age.tsx'
import { QualityBadge } from '../parts/Badge.tsx'
import { formatClock } from '../parts/formatTime.ts'
import { formatValue } from '../parts/formatValue.ts'
import { SeverityMark } from '../parts/SeverityMark.tsx'
import { sayAlarm } from '../parts/sayCause.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import { sayStanding } from './sayStanding.ts'
import { TripValue } from './TripValue.tsx'

interface AlarmRowProps {
  id: string
  alarm: StandingAlarm
  /** Place in the list, from 0. */
  row: number
  /** What the engineers wrote down for it; null for nothing. */
  advice: Rationale | null
  active: boolean
  chosen: boolean
  onChoose: () => void
  onGo: () => void
}

/** One alarm: severity and state, when, where, what, the value that tripped and the present one, who did what. */
export function AlarmRow({ id, alarm, row, advice, active, chosen, onChoose, onGo }: AlarmRowProps) {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const index = alarmIndex(alarm.point, alarm.source)
  const pending = useStore(orders, state => state.pending.has(index))
  const refused = useStore(orders, state => state.refused.get(index))
  const now = usePoint(alarm.point)
  const asset = site.assets[points.asset[alarm.point]!]
  const spec = points.spec[alarm.point]
  if (!asset || !spec) return null
  const place = site.subdistricts[asset.subdistrict]
  const name = nameIn(asset.name, language)
  const { number, unit } = formatValue(now, spec, language, say)
  return (
    <tr
      id={id}
      aria-rowindex={row + 2}
      aria-selected={chosen}
      className={active ? 'alarm-row is-active' : 'alarm-row'}
      data-alarm={index}
      onClick={onGo}
    >
      <td className="alarm-check-cell">
        <input
          type="checkbox"
          className="alarm-check"
          tabIndex={-1}
          aria-label={name}
          checked={chosen}
          onClick={event => event.stopPropagation()}
          onChange={onChoose}
        />
      </td>
      <td className="alarm-severity">
        <SeverityMark severity={alarm.severity} claim={claimOf(alarm.state)} />{' '}
        {say(`severity.${SEVERITIES[alarm.severity]}`)}
      </td>
      <td className="alarm-age numbers">
        {formatClock(alarm.trip.at, true)}
        <small>
          <Age at={alarm.trip.at} />
        </small>
      </td>
      <td className="alarm-what">
        <b>{name}</b>
        {alarm.simulated && <QualityBadge quality={QUALITY.simulated} />}
        <small className="alarm-brief">{sayAlarm(alarm.trip, spec, language, say)}</small>
      </td>
      <td className="alarm-why">
        {sayAlarm(alarm.trip, spec, language, say)}
        {alarm.first && <i className="badge">{say('alarm.first')}</i>}
        {advice?.action && (
          <small className="alarm-advice">
            {advice.respondWithin !== undefined && say('advice.within', { minutes: advice.respondWithin })}{' '}
            {nameIn(advice.action, language)}
          </small>
        )}
      </td>
      <td className="alarm-area">{place ? nameIn(place.name, language) : '–'}</td>
      <td className="alarm-value">
        <TripValue alarm={alarm} always />
      </td>
      <td className="alarm-value alarm-now numbers">
        {number} {unit}
      </td>
      <td className="alarm-state">
        {say(`group.${alarm.state}`)}
        <small className={refused === undefined ? undefined : 'is-refused'}>
          {sayStanding(alarm, pending, refused, say)}
        </small>
      </td>
    </tr>
  )
}
