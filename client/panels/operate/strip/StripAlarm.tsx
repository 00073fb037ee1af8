import { BellOff, Check, Crosshair } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { alarmIndex, type StandingAlarm } from '../../../../models/alarm.ts'
import { claimOf } from '../../../../models/alarmSummary.ts'
import { SEVERITIES } from '../../../../models/kind.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import { QUALITY } from '../../../../models/quality.ts'
import { presentNow } from '../../../live/health.ts'
import { giveOrder, orders } from '../../../live/orders.ts'
import { goToAlarm } from '../../alarms/goToAlarm.ts'
import { OrderDialog } from '../../alarms/OrderDialog.tsx'
import { TripValue } from '../../alarms/TripValue.tsx'
import { QualityBadge } from '../../parts/Badge.tsx'
import { formatAge, formatClock } from '../../parts/formatTime.ts'
import { SeverityMark } from '../../parts/SeverityMark.tsx'
import { sayAlarm } from '../../parts/sayCause.ts'
import { sayReason } from '../../parts/sayReason.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useSecond } from '../../parts/useSecond.ts'
import { useWhyNot } from '../../parts/useWhyNot.ts'
import { useWords } from '../../parts/useWords.ts'

/** The alarm to act on: what, where, the value that tripped against its limit, when; acknowledge, shelve, go there. */
export function StripAlarm({ alarm, past }: { alarm: StandingAlarm; past: boolean }) {
  useSecond()
  const { say, language } = useWords()
  const world = useLoaded()
  const { site, points } = world
  const whyNot = useWhyNot('present')
  const index = alarmIndex(alarm.point, alarm.source)
  const pending = useStore(orders, state => state.pending.has(index))
  const refused = useStore(orders, state => state.refused.get(index))
  const [shelving, setShelving] = useState(false)
  const asset = site.assets[points.asset[alarm.point]!]
  const spec = points.spec[alarm.point]
  if (!asset || !spec) return null
  const name = nameIn(asset.name, language)
  const district = site.subdistricts[asset.subdistrict]
  const claim = claimOf(alarm.state)
  const mayNot = whyNot('alarm:acknowledge')
  const mayNotShelve = whyNot('alarm:shelve')
  return (
    <>
      <div className="strip-alarm" data-newest={index} data-claim={claim}>
        <SeverityMark severity={alarm.severity} claim={claim} />
        <p className="strip-what">
          <span>
            <b className="strip-severity">{say(`severity.${SEVERITIES[alarm.severity]}`)}</b> <b>{name}</b>
            {alarm.simulated && <QualityBadge quality={QUALITY.simulated} />}
            {claim === 'returned' && <i className="badge">{say('strip.returned')}</i>}
          </span>
          <small>
            {sayAlarm(alarm.trip, spec, language, say)} <TripValue alarm={alarm} />
            <span className="numbers">
              {' '}
              · {formatClock(alarm.trip.at, true)} ({formatAge(alarm.trip.at, presentNow(), say)})
            </span>
            {district && <span> · {nameIn(district.name, language)}</span>}
          </small>
        </p>
        {(pending || refused !== undefined) && (
          <span className="strip-told" role="status">
            {refused === undefined
              ? say('alarm.pending')
              : say('alarm.refused', { reason: sayReason(refused, say) })}
          </span>
        )}
      </div>
      <div className="strip-acts">
        <button
          type="button"
          className="solid"
          aria-label={say('strip.acknowledge', { name })}
          aria-disabled={mayNot !== null || pending}
          title={mayNot ?? undefined}
          onClick={() => mayNot === null && !pending && void giveOrder('alarm:acknowledge', [alarm])}
        >
          <Check aria-hidden="true" /> <span>{say('order.acknowledge')}</span>
        </button>
        <button
          type="button"
          className="plain"
          aria-label={say('strip.shelve', { name })}
          aria-disabled={mayNotShelve !== null}
          title={mayNotShelve ?? undefined}
          onClick={() => mayNotShelve === null && setShelving(true)}
        >
          <BellOff aria-hidden="true" /> <span>{say('order.shelve')}</span>
        </button>
        <button
          type="button"
          className="plain"
          aria-label={say('strip.goTo', { name })}
          title={past ? say('strip.goToPresent') : undefined}
          onClick={() => void goToAlarm(alarm, world)}
        >
          <Crosshair aria-hidden="true" /> <span>{say('strip.go')}</span>
        </button>
      </div>
      {shelving && <OrderDialog name="alarm:shelve" chosen={[alarm]} onClose={() => setShelving(false)} />}
    </>
  )
}
