import { History } from 'lucide-react'
import { useStore } from 'zustand'
import { serverNow } from '../../../live/health.ts'
import { moment } from '../../../live/moment.ts'
import { goLive } from '../../../live/timeMachine.ts'
import { formatClock, formatDate } from '../../parts/formatTime.ts'
import { sayReason } from '../../parts/sayReason.ts'
import { useSecond } from '../../parts/useSecond.ts'
import { useWords } from '../../parts/useWords.ts'
import { PastGap } from './PastGap.tsx'
import { PastRecord } from './PastRecord.tsx'

/** Around and above everything while the past is shown: nobody takes it for the present. */
export function PastFrame() {
  useSecond()
  const { say, language } = useWords()
  const { past, seeking, fault } = useStore(moment)
  if (!past) return null
  const at = serverNow()
  return (
    <>
      <div className="past-edge" aria-hidden="true" />
      <div className="banner banner-past" data-banner="past" data-at={past.at}>
        <History aria-hidden="true" />
        <b>{say('past.banner')}</b>
        <b className="past-when numbers">
          {formatDate(at, language)} {formatClock(at, true)} KST
        </b>
        <span className="numbers">
          {past.speed === 0 ? say('past.standing') : say('past.playing', { speed: past.speed })}
        </span>
        {!past.gap && <span>{say('past.notNow')}</span>}
        <PastRecord key={past.epoch} />
        {past.gap && <PastGap gap={past.gap} />}
        {!past.alarmsKnown && <span>{say('past.noAlarms')}</span>}
        {past.alarmsKnown && past.unsure && <b data-record="unsure">{say('past.unsure')}</b>}
        {seeking !== null && <span role="status">{say('past.seeking')}</span>}
        {fault !== null && <span role="alert">{say('past.fault', { reason: sayReason(fault, say) })}</span>}
        <button type="button" className="past-live" onClick={() => void goLive()}>
          {say('past.live')}
        </button>
      </div>
    </>
  )
}
