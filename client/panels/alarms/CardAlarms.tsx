import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { alarmIndex, type StandingAlarm } from '../../../models/alarm.ts'
import { claimOf, worseFirst } from '../../../models/alarmSummary.ts'
import { SEVERITIES } from '../../../models/kind.ts'
import { QUALITY } from '../../../models/quality.ts'
import type { Rationale } from '../../../models/rationale.ts'
import { alarms } from '../../live/alarms.ts'
import { giveOrder, orders } from '../../live/orders.ts'
import { Age } from '../parts/Age.tsx'
import { QualityBadge } from '../parts/Badge.tsx'
import { formatClock } from '../parts/formatTime.ts'
import { SeverityMark } from '../parts/SeverityMark.tsx'
import { sayAlarm } from '../parts/sayCause.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWhyNot } from '../parts/useWhyNot.ts'
import { useWords } from '../parts/useWords.ts'
import { Advice, adviceOf } from './Advice.tsx'
import { OrderDialog } from './OrderDialog.tsx'
import { sayStanding } from './sayStanding.ts'
import { TripValue } from './TripValue.tsx'
import { useRule } from './useRule.ts'
import { isWaiting } from './waiting.ts'

/** The alarms of one asset, the worst first, each with what tripped it and the orders that fit it; nothing where none is. */
export function CardAlarms({ index }: { index: number }) {
  const { points } = useLoaded()
  const all = useStore(alarms, state => state.all)
  const own = useMemo(
    () => [...all.values()].filter(({ point }) => points.asset[point] === index).sort(worseFirst),
    [all, points, index],
  )
  const ruleOf = useRule()
  if (own.length === 0) return null
  return (
    <ul className="card-alarms">
      {own.map(alarm => (
        <CardAlarm
          key={alarmIndex(alarm.point, alarm.source)}
          alarm={alarm}
          advice={adviceOf(alarm, ruleOf(alarm.point)?.rationale)}
        />
      ))}
    </ul>
  )
}

function CardAlarm({ alarm, advice }: { alarm: StandingAlarm; advice: Rationale | null }) {
  const { say, language } = useWords()
  const { points } = useLoaded()
  const whyNot = useWhyNot()
  const key = alarmIndex(alarm.point, alarm.source)
  const pending = useStore(orders, state => state.pending.has(key))
  const refused = useStore(orders, state => state.refused.get(key))
  const [shelving, setShelving] = useState(false)
  const spec = points.spec[alarm.point]
  if (!spec) return null
  const claim = claimOf(alarm.state)
  const mayNot = whyNot('alarm:acknowledge')
  const told = sayStanding(alarm, pending, refused, say)
  return (
    <li className="card-alarm" data-card-alarm={key} data-claim={claim ?? undefined}>
      <SeverityMark severity={alarm.severity} claim={claim} />
      <div>
        <p>
          <b>{say(`severity.${SEVERITIES[alarm.severity]}`)}</b> {sayAlarm(alarm.trip, spec, language, say)}
          {alarm.simulated && <QualityBadge quality={QUALITY.simulated} />}
        </p>
        <p className="numbers">
          <TripValue alarm={alarm} />
        </p>
        <small className="numbers">
          {say(`group.${alarm.state}`)} · {formatClock(alarm.trip.at, true)} <Age at={alarm.trip.at} />
        </small>
        {advice && claim !== null && <Advice advice={advice} />}
        {told && <small role={refused === undefined ? undefined : 'alert'}>{told}</small>}
      </div>
      {claim !== null && (
        <span className="card-acts">
          {isWaiting(alarm) && (
            <button
              type="button"
              className="solid"
              aria-disabled={mayNot !== null || pending}
              title={mayNot ?? undefined}
              onClick={() => mayNot === null && !pending && void giveOrder('alarm:acknowledge', [alarm])}
            >
              {say('order.acknowledge')}
            </button>
          )}
          <button
            type="button"
            className="plain"
            aria-disabled={mayNot !== null}
            title={mayNot ?? undefined}
            onClick={() => mayNot === null && setShelving(true)}
          >
            {say('order.shelve')}
          </button>
        </span>
      )}
      {shelving && <OrderDialog name="alarm:shelve" chosen={[alarm]} onClose={() => setShelving(false)} />}
    </li>
  )
}
